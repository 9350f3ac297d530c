package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.ExternalObject;
import io.shopfleet.api.v1alpha1.ShopClaim;
import io.shopfleet.api.v1alpha1.ShopDatabase;
import io.shopfleet.testkit.backend.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ShopDatabase and the database that it stands for")
class DatabasesTest {
    private static final PostgresServer POSTGRES = PostgresServer.shared();
    private static Abroad abroad;

    @BeforeAll
    static void open() {
        abroad = new Abroad();
        abroad.provide(POSTGRES);
        abroad.start();
    }

    @AfterAll
    static void close() {
        abroad.close();
    }

    private static String name(String database) {
        return abroad.namespace.replace('-', '_') + "_" + database;
    }

    private static void database(String name, String... lines) {
        abroad.database(abroad.namespace, name, lines);
    }

    private static void ready(String name) {
        tells(name, "Synced", "True Synced");
    }

    private static void tells(String name, String condition, String expected) {
        abroad.tells(ShopDatabase.class, abroad.namespace, name, condition, expected);
    }

    private static void end(String name) {
        abroad.delete(ShopDatabase.class, abroad.namespace, name);
        abroad.gone(ShopDatabase.class, abroad.namespace, name);
    }

    private static void look(String name) {
        abroad.annotate(ShopDatabase.class, abroad.namespace, name, "example.com/look");
    }

    private static String id(String database) {
        return POSTGRES.run("select oid from pg_database where datname = '" + name(database) + "'");
    }

    private static String roles(String database) {
        return POSTGRES.run("select count(*) from pg_roles where starts_with(rolname, '" + name(database) + "_')");
    }

    private static List<ShopClaim> claims(String database) {
        return abroad.claims().stream().filter(claim -> claim.getSpec().name().equals(name(database))).toList();
    }

    @Test
    void isMadeAndClaimed() {
        database("orders", "extensions: [citext, uuid-ossp]", "connectionLimit: 7");
        ready("orders");
        assertThat(abroad.get(ShopDatabase.class, abroad.namespace, "orders").getStatus().external()).isEqualTo(new ExternalObject(
                POSTGRES.run("select system_identifier from pg_control_system()"), name("orders"), id("orders")));
        assertThat(POSTGRES.run("select datconnlimit, pg_get_userbyid(datdba), datacl::text like '%,=%' from pg_database "
                + "where datname = '" + name("orders") + "'")).isEqualTo("7|shopfleet_keeper|f");
        assertThat(POSTGRES.run(name("orders"), "select string_agg(extname, ' ' order by extname) from pg_extension"))
                .isEqualTo("citext plpgsql uuid-ossp");
        assertThat(claims("orders")).singleElement().satisfies(claim ->
                assertThat(claim.getSpec().owner().name()).isEqualTo("orders"));
    }

    @Test
    void isClaimedBeforeItIsMade() {
        database("first");
        ready("first");
        List<String> entries = abroad.lifeline.entries();
        assertThat(entries.indexOf("postgres: created database " + name("first"))).isGreaterThan(
                entries.indexOf("POST shopclaims")).isPositive();
        assertThat(abroad.lifeline.count("created database " + name("first"))).isEqualTo(1);
    }

    @Test
    void takesAChangeOfItsLimitBack() {
        database("limited", "connectionLimit: 5");
        ready("limited");
        database("limited");
        await().atMost(Abroad.PATIENCE).untilAsserted(() -> assertThat(POSTGRES.run(
                "select datconnlimit from pg_database where datname = '" + name("limited") + "'")).isEqualTo("-1"));
        ready("limited");
    }

    @Test
    void isPutRightWhereThatIsAskedFor() {
        database("repaired");
        ready("repaired");
        POSTGRES.run("grant connect on database " + name("repaired") + " to public");
        look("repaired");
        await().atMost(Abroad.PATIENCE).untilAsserted(() -> assertThat(abroad.lifeline.entries()
                .stream().filter("postgres: revoked CONNECT on the database from public"::equals)).isNotEmpty());
        ready("repaired");
    }

    @Test
    void isOnlyReportedWhereThatIsAskedForUntilTheSpecificationChanges() {
        database("reported", "onDrift: Report");
        ready("reported");
        POSTGRES.run("grant connect on database " + name("reported") + " to public");
        look("reported");
        tells("reported", "Synced", "False Drifted");
        tells("reported", "Ready", "True Ready");
        database("reported", "onDrift: Report", "connectionLimit: 9");
        ready("reported");
        assertThat(POSTGRES.run("select datacl::text like '%,=%' from pg_database where datname = '" + name("reported") + "'"))
                .isEqualTo("f");
    }

    @Test
    void saysWhatItMayNotBeCalledOrHave() {
        database("refused", "databaseName: " + "x".repeat(53));
        tells("refused", "Accepted", "False InvalidValue");
        database("unsafe", "extensions: [dblink]");
        tells("unsafe", "Accepted", "False NotSupported");
        assertThat(roles("unsafe")).isEqualTo("0");
    }

    @Test
    void staysWhenTheResourceGoesAndIsTakenBackByTheNext() {
        database("kept");
        ready("kept");
        POSTGRES.run(name("kept"), "create table app.t ()");
        end("kept");
        assertThat(POSTGRES.run(name("kept"), "select count(*) from app.t")).isEqualTo("0");
        assertThat(claims("kept")).singleElement().satisfies(claim ->
                assertThat(claim.getSpec().state()).isEqualTo(ClaimState.Released));
        database("kept");
        ready("kept");
        assertThat(POSTGRES.run(name("kept"), "select count(*) from app.t")).isEqualTo("0");
    }

    @Test
    void goesWithItsRolesWhereThatIsAskedForAndNobodyIsInIt() throws SQLException {
        database("goes", "deletionPolicy: Delete");
        ready("goes");
        try (Connection open = POSTGRES.connect(name("goes"), PostgresServer.SUPERUSER, POSTGRES.password())) {
            abroad.delete(ShopDatabase.class, abroad.namespace, "goes");
            abroad.sees(ShopDatabase.class, abroad.namespace, "goes", status -> assertThat(status.problems())
                    .extracting(problem -> problem.reason().name()).containsExactly("DeletionBlocked"));
            assertThat(open.isValid(5)).isTrue();
        }
        abroad.gone(ShopDatabase.class, abroad.namespace, "goes");
        assertThat(id("goes") + roles("goes")).isEqualTo("0");
        assertThat(claims("goes")).isEmpty();
    }

    @Test
    void goesEvenWhileSomebodyIsInItWhereAPersonSaysSo() throws SQLException {
        database("forced", "deletionPolicy: Delete");
        ready("forced");
        try (Connection open = POSTGRES.connect(name("forced"), PostgresServer.SUPERUSER, POSTGRES.password())) {
            abroad.annotate(ShopDatabase.class, abroad.namespace, "forced", "shopfleet.io/force-delete");
            end("forced");
            assertThat(open.isValid(5)).isFalse();
        }
        assertThat(id("forced") + roles("forced")).isEqualTo("0");
    }

    @Test
    void belongsToOneResourceAndTheOtherTouchesNothing() {
        database("one", "databaseName: shared", "deletionPolicy: Delete");
        ready("one");
        database("two", "databaseName: shared", "deletionPolicy: Delete");
        tells("two", "Ready", "False Conflict");
        end("two");
        assertThat(id("shared")).isNotEmpty();
    }

    @Test
    void isTakenOverOnlyWhereThatIsAskedForAndThenStays() {
        POSTGRES.run("create database " + name("theirs"));
        POSTGRES.run(name("theirs"), "create table public.old (id int); insert into public.old values (1)");
        database("theirs", "deletionPolicy: Delete", "schema: public");
        tells("theirs", "Ready", "False NotOwned");
        assertThat(roles("theirs")).isEqualTo("0");
        database("theirs", "deletionPolicy: Delete", "schema: public", "adoption: IfUnclaimed");
        ready("theirs");
        assertThat(POSTGRES.run(name("theirs"), "select tableowner from pg_tables where tablename = 'old'"))
                .isEqualTo(name("theirs") + "_owner");
        end("theirs");
        assertThat(POSTGRES.run(name("theirs"), "select count(*) from public.old")).isEqualTo("1");
    }

    @Test
    void isNotMadeAnewWhenSomebodyDroppedItUnlessThatIsAskedFor() {
        database("lost");
        ready("lost");
        POSTGRES.run("drop database " + name("lost"));
        look("lost");
        tells("lost", "Ready", "False ExternallyDeleted");
        assertThat(id("lost")).isEmpty();
        database("lost", "onLoss: Recreate");
        ready("lost");
        assertThat(id("lost")).isNotEmpty();
    }

    @Test
    void leavesARoleAloneThatSomebodyElseMade() {
        POSTGRES.run("create role " + name("taken") + "_read");
        database("taken");
        tells("taken", "Synced", "False NotOwned");
        assertThat(id("taken")).isEmpty();
        POSTGRES.run("drop role " + name("taken") + "_read");
        ready("taken");
    }
}
