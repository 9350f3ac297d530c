package io.shopfleet.operator.backend.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.operator.database.rights.Group;
import io.shopfleet.operator.database.rights.LoginPlanner.Login;
import io.shopfleet.operator.database.rights.Step;
import io.shopfleet.testkit.backend.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A database on a real server")
class SqlGatewayTest {
    private static final PostgresServer SERVER = PostgresServer.shared();

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(SERVER);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void isMadeOnceAndThenFoundAsItShallBe() {
        assertThat(shop.make(shop.usual())).contains("created database " + shop.names.database());
        shop.journal.clear();
        assertThat(shop.make(shop.usual())).isEmpty();
        assertThat(shop.journal).isEmpty();
    }

    @Test
    void letsEachServiceDoWhatItsAccessSays() throws SQLException {
        shop.make(shop.usual());
        shop.as(shop.orders, "create table orders (id serial primary key, item text)");
        shop.as(shop.stock, "insert into orders (item) values ('mug')");
        assertThat(shop.ask(shop.reports, "select item from orders")).isEqualTo("mug");
        assertThatThrownBy(() -> shop.as(shop.reports, "insert into orders (item) values ('cup')"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> shop.as(shop.stock, "create table stock ()")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> shop.as(shop.stock, "drop table orders")).hasMessageContaining("must be owner");
        assertThat(shop.make(shop.usual())).as("what the application made needs no repair").isEmpty();
    }

    @Test
    void isClosedToLoginsOfOthers() throws SQLException {
        shop.make(shop.usual());
        try (Shop other = new Shop(SERVER)) {
            other.make(other.usual());
            assertThatThrownBy(() -> SERVER.connect(shop.names.database(), other.orders, other.password(other.orders)))
                    .hasMessageContaining("permission denied for database");
        }
    }

    @Test
    void belongsToWhatTheServiceMakesUnderBothOfItsLogins() throws SQLException {
        shop.make(shop.usual());
        shop.as(shop.orders, "create table a (); set role none; reset role; create table b ()");
        assertThatThrownBy(() -> shop.as(shop.orders, "set role none; create table app.c ()")).hasMessageContaining("permission denied");
        shop.make(List.of(new Login(shop.orders, Group.owner, false), new Login(shop.spare, Group.owner, true)));
        shop.as(shop.spare, "alter table a add column x int; drop table b");
        assertThatThrownBy(() -> shop.connect(shop.orders)).hasMessageContaining("not permitted to log in");
    }

    @Test
    void losesALoginWithTheServiceWhoseItWas() throws SQLException {
        shop.make(shop.usual());
        shop.as(shop.orders, "create table orders ()");
        try (Connection open = shop.connect(shop.orders)) {
            shop.make(List.of(new Login(shop.reports, Group.read, true)));
            assertThat(open.isValid(5)).isFalse();
        }
        assertThatThrownBy(() -> shop.connect(shop.orders)).hasMessageContaining("password authentication failed");
        assertThat(shop.ask(shop.reports, "select count(*) from orders")).isEqualTo("0");
    }

    @Test
    void getsExtensionsInASchemaThatNoServiceCanWriteTo() throws SQLException {
        List<Login> logins = List.of(new Login(shop.orders, Group.owner, true));
        shop.make(shop.database("citext"), logins);
        shop.as(shop.orders, "create table people (name citext)");
        assertThatThrownBy(() -> shop.as(shop.orders, "create function extensions.f() returns int language sql as 'select 1'"))
                .hasMessageContaining("permission denied for schema extensions");
        assertThatThrownBy(() -> shop.as(shop.orders, "create extension pg_trgm")).hasMessageContaining("permission denied");
        assertThat(shop.make(shop.database("citext"), logins)).isEmpty();
    }

    @Test
    void goesWithAllThatWasMadeForIt() throws SQLException {
        shop.make(shop.usual());
        shop.as(shop.orders, "create table orders ()");
        assertThat(shop.remove(false)).contains("dropped database " + shop.names.database(), "dropped role " + shop.orders);
        assertThat(SERVER.run("select count(*) from pg_database where datname = '" + shop.names.database() + "'")).isEqualTo("0");
        assertThat(SERVER.run("select count(*) from pg_roles where rolname like '" + shop.names.database() + "\\_%'")).isEqualTo("0");
        assertThat(shop.remove(false)).isEmpty();
    }

    @Test
    void isTakenOverWithAllThatLiesInIt() throws SQLException {
        String owner = shop.names.database() + "dba";
        SERVER.run("create role " + owner);
        SERVER.run("create database " + shop.names.database() + " owner " + owner);
        shop.run("set role " + owner + "; create schema app; create table app.orders (id serial primary key);"
                + "create type app.colour as enum ('red'); create domain app.price as int;"
                + "create function app.one() returns int language sql as 'select 1';"
                + "create view app.all_orders as select * from app.orders; create index on app.orders (id);"
                + "create table app.parts (id int) partition by list (id); create table app.part partition of app.parts default;"
                + "grant select on app.orders to public");
        assertThat(shop.make(shop.usual())).contains("took ownership of database " + shop.names.database());
        shop.as(shop.orders, "insert into orders default values; drop view all_orders; drop function one(); drop type colour; "
                + "drop domain price; drop table parts");
        assertThat(shop.ask(shop.reports, "select count(*) from orders")).isEqualTo("1");
        assertThat(shop.make(shop.usual())).isEmpty();
    }

    @Test
    void tellsItsServer() {
        assertThat(shop.gateway.server()).isEqualTo(SERVER.run("select system_identifier from pg_control_system()"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\"; DROP ROLE y;--", "it's", "back\\slash", "new\nline", "$$", "ѕhоp", "👜", "%s"})
    void takesNamesOfRolesAsTheyAre(String odd) {
        String login = odd + shop.names.database();
        shop.make(List.of(new Login(login, Group.owner, true)));
        assertThat(shop.gateway.admits(shop.names.database(), login, shop.password(login))).isTrue();
        assertThat(shop.make(List.of(new Login(login, Group.owner, true)))).isEmpty();
        assertThat(shop.remove(false)).contains("dropped role " + login);
    }

    @Test
    void hasAllLoginsOrNoneWhereANameCannotBe() {
        assertThatThrownBy(() -> shop.make(List.of(new Login(shop.spare, Group.owner, true), new Login("a\0b", Group.owner, true))))
                .hasMessageContaining("PostgreSQL refused");
        assertThat(SERVER.run("select count(*) from pg_roles where rolname = '" + shop.spare + "'")).isEqualTo("0");
    }

    @Test
    void hasNoPasswordInAnyLogOrJournal() throws SQLException {
        shop.make(shop.usual());
        shop.as(shop.orders, "select 1");
        assertThatThrownBy(() -> shop.gateway.make(
                shop.names, List.of(new Step.OpenLogin("nobody")), shop::password)).isNotNull();
        SERVER.run("select '" + shop.canary + "-planted'");
        assertThat(SERVER.log().lines().filter(line -> line.contains(shop.canary)))
                .hasSize(1)
                .allMatch(line -> line.contains("-planted"));
        assertThat(shop.journal).isNotEmpty().noneMatch(words -> words.contains(shop.canary));
    }
}
