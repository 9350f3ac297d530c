package io.shopfleet.operator.database.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.operator.database.rights.DatabasePlan.Kind;
import io.shopfleet.operator.database.rights.DatabasePlan.Obstacle;
import io.shopfleet.operator.database.rights.LoginPlanner.Login;
import io.shopfleet.operator.database.rights.Seen.Admin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The plan for the logins of a service")
class LoginPlannerTest {
    private static final DatabaseNames NAMES = new DatabaseNames("shop", "app");

    private final LoginPlanner planner = new LoginPlanner();
    private final ModelServer server = new ModelServer(NAMES, new Admin("postgres", true));

    @BeforeEach
    void makeTheDatabase() {
        var wanted = new Wanted(NAMES, new TreeSet<>(), Optional.empty());
        server.make(new DatabasePlanner().plan(wanted, server.seen()).steps());
    }

    private static List<Login> pair(Group group, boolean first, boolean second) {
        return List.of(new Login("shop_orders_1_a", group, first), new Login("shop_orders_1_b", group, second));
    }

    private DatabasePlan plan(List<Login> logins, Set<String> retired, Set<String> lockedOut) {
        return planner.plan(NAMES, logins, retired, server.seen(), lockedOut);
    }

    private List<String> words(List<Login> logins) {
        return plan(logins, Set.of(), Set.of()).steps().stream().map(Step::words).toList();
    }

    private void make(List<Login> logins) {
        server.make(plan(logins, Set.of(), Set.of()).steps());
    }

    @Test
    void letsNobodyInBeforeEverythingElseIsDone() {
        assertThat(words(pair(Group.owner, true, false))).containsExactly(
                "created role shop_orders_1_a",
                "created role shop_orders_1_b",
                "made shop_orders_1_a a member of role shop_owner",
                "granted CONNECT on the database to shop_orders_1_a",
                "set role, search_path of role shop_orders_1_a",
                "made shop_orders_1_b a member of role shop_owner",
                "granted CONNECT on the database to shop_orders_1_b",
                "set role, search_path of role shop_orders_1_b",
                "set the password of role shop_orders_1_a");
    }

    @Test
    void closesTheOldLoginOnlyWhenItIsToldTo() {
        make(pair(Group.owner, true, false));
        assertThat(words(pair(Group.owner, true, true))).containsExactly("set the password of role shop_orders_1_b");
        make(pair(Group.owner, true, true));
        assertThat(words(pair(Group.owner, false, true)))
                .containsExactly("closed role shop_orders_1_a", "ended the sessions of role shop_orders_1_a");
    }

    @Test
    void setsThePasswordOfWhoIsLockedOut() {
        make(pair(Group.owner, true, false));
        assertThat(plan(pair(Group.owner, true, false), Set.of(), Set.of("shop_orders_1_a")).steps())
                .containsExactly(new Step.OpenLogin("shop_orders_1_a"));
    }

    @Test
    void takesRightsAwayWhereAServiceAsksForLess() {
        make(pair(Group.owner, true, false));
        assertThat(words(pair(Group.read, true, false))).containsExactly(
                "removed shop_orders_1_a from role shop_owner",
                "removed shop_orders_1_b from role shop_owner",
                "made shop_orders_1_a a member of role shop_read",
                "set role of role shop_orders_1_a",
                "made shop_orders_1_b a member of role shop_read",
                "set role of role shop_orders_1_b");
    }

    @Test
    void takesALoginAwayWithTheServiceThatHadIt() {
        make(pair(Group.owner, true, false));
        Set<String> strays = planner.strays(NAMES, Set.of(), server.seen());
        assertThat(plan(List.of(), strays, Set.of()).steps().stream().map(Step::words)).containsExactly(
                "closed role shop_orders_1_a",
                "ended the sessions of role shop_orders_1_a",
                "revoked CONNECT on the database from shop_orders_1_a",
                "dropped role shop_orders_1_a",
                "revoked CONNECT on the database from shop_orders_1_b",
                "dropped role shop_orders_1_b");
    }

    @Test
    void leavesLoginsOfOtherServicesAlone() {
        make(List.of(new Login("shop_stock_1_a", Group.readwrite, true)));
        make(pair(Group.owner, true, false));
        assertThat(words(pair(Group.owner, true, false))).isEmpty();
        assertThat(words(List.of(new Login("shop_stock_1_a", Group.readwrite, true)))).isEmpty();
    }

    @Test
    void retiresNothingThatWasNotMadeForTheDatabase() {
        server.role("postgres", Optional.empty(), true, new TreeMap<>());
        assertThat(plan(List.of(), Set.of("postgres", "shop_owner", "shopfleet_keeper", "nobody"), Set.of()).steps()).isEmpty();
    }

    @Test
    void neverTakesARoleOver() {
        server.role("shop_orders_1_a", Optional.empty(), true, new TreeMap<>());
        assertThat(plan(pair(Group.owner, true, false), Set.of(), Set.of())).isEqualTo(DatabasePlan.blocked(List.of(
                new Obstacle(Kind.RoleTaken, "the role shop_orders_1_a exists and was not made by Shopfleet for this database"))));
    }

    @Test
    void waitsForTheDatabase() {
        server.dropDatabase();
        assertThat(plan(pair(Group.owner, true, false), Set.of(), Set.of())).isEqualTo(new DatabasePlan(List.of(), List.of()));
    }
}
