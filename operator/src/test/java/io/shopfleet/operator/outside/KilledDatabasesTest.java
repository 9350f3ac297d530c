package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.ShopDatabase;
import io.shopfleet.testkit.backend.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The story of one database, from its creation to its end, with an operator that ends after each of its writes. */
@DisplayName("An operator that is killed after any write of a database")
class KilledDatabasesTest {
    private static final PostgresServer POSTGRES = PostgresServer.shared();

    /** What is left of the story: roles and tables in its middle, roles at its end, and how often anything was made or dropped. */
    private record Outcome(String middle, String end, int claims, long created, long dropped) {}

    @TestFactory
    List<DynamicTest> anotherOneGoesOnToTheSameEnd() {
        int writes = told(Integer.MAX_VALUE).size();
        assertThat(writes).isGreaterThan(10);
        return Lifeline.ends(writes, 1, last -> told(last));
    }

    /** The writes of the whole story, of a database that no operator has met before. */
    private static List<String> told(int last) {
        Abroad abroad = new Abroad();
        abroad.provide(POSTGRES);
        if (last < Integer.MAX_VALUE) {
            abroad.lifeline.endAfter(last);
        }
        abroad.start();
        try {
            assertThat(story(abroad)).as(String.join("\n", abroad.lifeline.entries()))
                    .isEqualTo(new Outcome("3 roles, 1 database, citext", "0 roles, 0 database", 0, 1, 1));
            return abroad.lifeline.entries();
        } finally {
            abroad.close();
        }
    }

    private static Outcome story(Abroad abroad) {
        String name = abroad.namespace.replace('-', '_') + "_orders";
        abroad.database(abroad.namespace, "orders", "deletionPolicy: Delete", "extensions: [citext]");
        abroad.lives(() -> isReady(abroad));
        String middle = count(name) + ", " + POSTGRES.run(name, "select extname from pg_extension where extname <> 'plpgsql'");
        abroad.delete(ShopDatabase.class, abroad.namespace, "orders");
        abroad.lives(() -> abroad.get(ShopDatabase.class, abroad.namespace, "orders") == null);
        return new Outcome(middle, count(name), abroad.claims().size(), abroad.lifeline.count("created database " + name),
                abroad.lifeline.count("dropped database " + name));
    }

    private static String count(String name) {
        return POSTGRES.run("select (select count(*) from pg_roles where starts_with(rolname, '" + name + "_')) || ' roles, ' "
                + "|| (select count(*) from pg_database where datname = '" + name + "') || ' database'");
    }

    private static boolean isReady(Abroad abroad) {
        ShopDatabase database = abroad.get(ShopDatabase.class, abroad.namespace, "orders");
        return database.getStatus() != null && database.getStatus().conditions().stream()
                .anyMatch(condition -> condition.getType().equals("Synced") && condition.getStatus().equals("True"));
    }
}
