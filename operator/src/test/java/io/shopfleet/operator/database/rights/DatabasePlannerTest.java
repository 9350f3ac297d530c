package io.shopfleet.operator.database.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.operator.database.rights.DatabasePlan.Kind;
import io.shopfleet.operator.database.rights.DatabasePlan.Obstacle;
import io.shopfleet.operator.database.rights.Seen.Admin;
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

    private static Wanted wanted(String extension, Optional<Integer> limit) {
        return new Wanted(NAMES, new TreeSet<>(Set.of(extension)), limit);
    }

    private List<String> words(Wanted wanted) {
        return planner.plan(wanted, server.seen()).steps().stream().map(Step::words).toList();
    }

    @Test
    void closesTheDoorBeforeAnythingIsInside() {
        assertThat(words(wanted("citext", Optional.of(20)))).containsExactly(
                "created role shopfleet_keeper",
                "created role shop_owner",
                "created role shop_readwrite",
                "created role shop_read",
                "created database shop",
                "limited database shop to 20 connections",
                "revoked CONNECT, TEMPORARY on the database from public",
                "granted CONNECT, TEMPORARY on the database to shop_owner",
                "granted CONNECT on the database to shop_read",
                "granted CONNECT, TEMPORARY on the database to shop_readwrite",
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
                "created extension citext");
    }

    @Test
    void leavesALimitAloneThatIsNobodysBusiness() {
        server.make(planner.plan(wanted("citext", Optional.of(20)), server.seen()).steps());
        assertThat(words(wanted("citext", Optional.empty()))).isEmpty();
        assertThat(words(wanted("citext", Optional.of(Wanted.UNLIMITED))))
                .containsExactly("lifted the connection limit of database shop");
    }

    @Test
    void neverTakesARoleOver() {
        server.role("shop_read", Optional.of("of the reports team"), false, new TreeMap<>());
        assertThat(planner.plan(wanted("citext", Optional.empty()), server.seen())).isEqualTo(DatabasePlan.blocked(List.of(
                new Obstacle(Kind.RoleTaken, "the role shop_read exists and was not made by Shopfleet for this database"))));
    }

    @Test
    void leavesTheRestsOfADropToAPerson() {
        server.database = Optional.of(new Seen.Database("shop", 7, "shopfleet_keeper", -2, false));
        assertThat(planner.plan(wanted("citext", Optional.empty()), server.seen())).isEqualTo(DatabasePlan.blocked(List.of(
                new Obstacle(Kind.Broken, "dropping the database shop was broken off; the rest of it can only be dropped"))));
    }

    @Test
    void goesOnWithoutAnExtensionThatTheServerLacks() {
        DatabasePlan plan = planner.plan(wanted("postgis", Optional.empty()), server.seen());
        assertThat(plan.obstacles())
                .containsExactly(new Obstacle(Kind.ExtensionUnavailable, "the server has no extension postgis"));
        assertThat(plan.isBlocked()).isFalse();
        assertThat(plan.steps()).contains(new Step.CreateDatabase("shop")).doesNotContain(new Step.CreateExtension("postgis"));
    }

    @Test
    void forARemovalSparesAnotherDatabaseOfTheSameName() {
        server.make(planner.plan(wanted("citext", Optional.empty()), server.seen()).steps());
        assertThat(new Removal().plan(NAMES, server.seen(), "99", true)).isEqualTo(DatabasePlan.blocked(List.of(
                new Obstacle(Kind.Replaced, "the database shop is not the one that was made; it is not dropped"))));
    }
}
