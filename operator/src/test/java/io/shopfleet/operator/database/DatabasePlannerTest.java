package io.shopfleet.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.operator.database.DatabasePlan.Kind;
import io.shopfleet.operator.database.DatabasePlan.Obstacle;
import io.shopfleet.operator.database.Seen.Admin;
import io.shopfleet.operator.database.Wanted.Login;
import io.shopfleet.operator.database.Wanted.Terms;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The plan for a database")
class DatabasePlannerTest {
    private static final DatabaseNames NAMES = new DatabaseNames("shop", "app");

    private final DatabasePlanner planner = new DatabasePlanner();
    private final ModelServer server = new ModelServer(NAMES, new Admin("postgres", true));

    private static Wanted wanted(Terms terms, String extension, Login... logins) {
        return new Wanted(NAMES, new TreeSet<>(Set.of(extension)), Optional.of(20), List.of(logins), terms);
    }

    private static Wanted wanted(Terms terms) {
        return wanted(terms, "citext", new Login("shop_orders_1_a", Group.owner, true), new Login("shop_orders_1_b", Group.owner, false));
    }

    private List<String> words(Wanted wanted, Set<String> lockedOut) {
        return planner.plan(wanted, server.seen(), lockedOut).steps().stream().map(Step::words).toList();
    }

    private List<Obstacle> obstacles(Wanted wanted) {
        DatabasePlan plan = planner.plan(wanted, server.seen(), Set.of());
        assertThat(plan.steps()).isEmpty();
        return plan.obstacles();
    }

    private void make(Wanted wanted) {
        server.make(planner.plan(wanted, server.seen(), Set.of()).steps());
    }

    @Test
    void letsNobodyInBeforeEverythingElseIsDone() {
        assertThat(words(wanted(Terms.FIRST), Set.of())).containsExactly(
                "created role shopfleet_keeper",
                "created role shop_owner",
                "created role shop_readwrite",
                "created role shop_read",
                "created role shop_orders_1_a",
                "created role shop_orders_1_b",
                "made shop_orders_1_a a member of role shop_owner",
                "made shop_orders_1_b a member of role shop_owner",
                "created database shop",
                "limited database shop to 20 connections",
                "revoked CONNECT, TEMPORARY on the database from public",
                "granted CONNECT on the database to shop_orders_1_a",
                "granted CONNECT on the database to shop_orders_1_b",
                "granted CONNECT, TEMPORARY on the database to shop_owner",
                "granted CONNECT on the database to shop_read",
                "granted CONNECT, TEMPORARY on the database to shop_readwrite",
                "set role, search_path of role shop_orders_1_a",
                "set role, search_path of role shop_orders_1_b",
                "created schema app of shop_owner",
                "created schema extensions of shopfleet_keeper",
                "granted USAGE on schema app to shop_read",
                "granted USAGE on schema app to shop_readwrite",
                "granted USAGE on schema extensions to shop_owner",
                "granted USAGE on schema extensions to shop_read",
                "granted USAGE on schema extensions to shop_readwrite",
                "granted SELECT on later tables of schema app to shop_read",
                "granted DELETE, INSERT, SELECT, UPDATE on later tables of schema app to shop_readwrite",
                "granted SELECT on later sequences of schema app to shop_read",
                "granted SELECT, UPDATE, USAGE on later sequences of schema app to shop_readwrite",
                "set the password of role shop_orders_1_a",
                "created extension citext");
    }

    @Test
    void closesTheOldLoginOnlyWhenItIsToldTo() {
        make(wanted(Terms.FIRST));
        Wanted both = wanted(
                Terms.FIRST, "citext", new Login("shop_orders_1_a", Group.owner, true), new Login("shop_orders_1_b", Group.owner, true));
        assertThat(words(both, Set.of())).containsExactly("set the password of role shop_orders_1_b");
        make(both);
        Wanted other = wanted(
                Terms.FIRST, "citext", new Login("shop_orders_1_a", Group.owner, false), new Login("shop_orders_1_b", Group.owner, true));
        assertThat(words(other, Set.of())).containsExactly("closed role shop_orders_1_a", "ended the sessions of role shop_orders_1_a");
    }

    @Test
    void setsThePasswordOfWhoIsLockedOut() {
        make(wanted(Terms.FIRST));
        assertThat(words(wanted(Terms.FIRST), Set.of("shop_orders_1_a"))).containsExactly("set the password of role shop_orders_1_a");
    }

    @Test
    void takesALoginAwayWithTheServiceThatHadIt() {
        make(wanted(Terms.FIRST));
        assertThat(words(wanted(Terms.FIRST, "citext"), Set.of())).containsExactly(
                "closed role shop_orders_1_a",
                "ended the sessions of role shop_orders_1_a",
                "removed shop_orders_1_a from role shop_owner",
                "removed shop_orders_1_b from role shop_owner",
                "revoked CONNECT on the database from shop_orders_1_a",
                "revoked CONNECT on the database from shop_orders_1_b",
                "dropped role shop_orders_1_a",
                "dropped role shop_orders_1_b");
    }

    @Test
    void leavesWhatSomebodyElseMadeAloneUntilItIsAdopted() {
        server.create();
        server.database = Optional.of(new Seen.Database(7, "dba", -1, true));
        assertThat(obstacles(wanted(Terms.FIRST)))
                .containsExactly(new Obstacle(Kind.Foreign, "the database shop exists and was not made by Shopfleet"));
        assertThat(words(wanted(new Terms(Optional.empty(), true, false)), Set.of())).contains("took ownership of database shop");
    }

    @Test
    void neverTakesARoleOver() {
        server.role("shop_read", Optional.of("of the reports team"), false, new TreeMap<>());
        assertThat(obstacles(wanted(new Terms(Optional.empty(), true, true)))).containsExactly(new Obstacle(
                Kind.RoleTaken, "the role shop_read exists and was not made by Shopfleet for this database"));
    }

    @Test
    void makesWhatVanishedAnewOnlyWhenItIsTold() {
        make(wanted(Terms.FIRST));
        server.database = Optional.empty();
        assertThat(obstacles(wanted(new Terms(Optional.of(100L), false, false))))
                .containsExactly(new Obstacle(Kind.Vanished, "the database shop was dropped by somebody else"));
        assertThat(words(wanted(new Terms(Optional.of(100L), false, true)), Set.of())).contains("created database shop");
    }

    @Test
    void touchesNoOtherDatabaseOfTheSameName() {
        make(wanted(Terms.FIRST));
        assertThat(obstacles(wanted(new Terms(Optional.of(99L), false, true))))
                .containsExactly(new Obstacle(Kind.Replaced, "the database shop is another one than before"));
        assertThat(new Removal().plan(NAMES, server.seen(), Optional.of(99L), true)).isEqualTo(DatabasePlan.blocked(List.of(
                new Obstacle(Kind.Replaced, "the database shop is not the one that was made; it is not dropped"))));
    }

    @Test
    void leavesTheRestsOfADropToAPerson() {
        server.database = Optional.of(new Seen.Database(7, "shopfleet_keeper", -2, false));
        assertThat(obstacles(wanted(new Terms(Optional.empty(), true, true)))).containsExactly(new Obstacle(
                Kind.Broken, "dropping the database shop was broken off; what is left of it can only be dropped"));
    }

    @Test
    void goesOnWithoutAnExtensionThatTheServerLacks() {
        DatabasePlan plan = planner.plan(wanted(Terms.FIRST, "postgis"), server.seen(), Set.of());
        assertThat(plan.obstacles())
                .containsExactly(new Obstacle(Kind.ExtensionUnavailable, "the server has no extension postgis"));
        assertThat(plan.steps()).contains(new Step.CreateDatabase("shop")).doesNotContain(new Step.CreateExtension("postgis"));
    }
}
