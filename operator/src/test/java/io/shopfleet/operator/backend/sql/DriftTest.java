package io.shopfleet.operator.backend.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.operator.database.rights.Group;
import io.shopfleet.operator.database.rights.LoginPlanner.Login;
import io.shopfleet.operator.database.rights.Wanted;
import io.shopfleet.testkit.backend.PostgresServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What somebody changed on the server by hand is put right")
class DriftTest {
    private static final PostgresServer SERVER = PostgresServer.shared();

    private Shop shop;
    private List<Login> usual;
    private String name;

    @BeforeEach
    void make() throws SQLException {
        shop = new Shop(SERVER);
        usual = shop.usual();
        name = shop.names.database();
        shop.make(usual);
        shop.as(shop.orders, "create table orders (id int, secret text)");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /** With exactly these steps, after which nothing is left to do. */
    private void repairedBy(String... words) {
        assertThat(shop.make(usual)).containsExactly(words);
        assertThat(shop.make(usual)).isEmpty();
    }

    @Test
    void aDoorThatWasOpenedToEverybody() {
        SERVER.run("grant connect on database " + name + " to public");
        shop.run("grant create on schema public to public; grant usage on schema app to public");
        repairedBy(
                "revoked CONNECT on the database from public",
                "revoked USAGE on schema app from public",
                "revoked CREATE on schema public from public");
    }

    @Test
    void aGrantToSomebodyElse() {
        SERVER.run("create role " + name + "_spy");
        shop.run("grant select on app.orders to " + name + "_spy with grant option; grant select (secret) on app.orders to public;"
                + "alter default privileges for role " + name + "_owner in schema app grant select on tables to public");
        repairedBy(
                "revoked SELECT on the tables of schema app from public",
                "revoked SELECT on the tables of schema app from " + name + "_spy",
                "revoked SELECT on later tables of schema app from public");
    }

    @Test
    void aGrantThatIsMissing() throws SQLException {
        shop.run("revoke select on app.orders from " + shop.names.group(Group.read));
        SERVER.run("revoke connect on database " + name + " from " + shop.orders);
        repairedBy(
                "granted SELECT on the tables of schema app to " + name + "_read",
                "granted CONNECT on the database to " + shop.orders);
        assertThat(shop.ask(shop.reports, "select count(*) from orders")).isEqualTo("0");
    }

    @Test
    void aGrantThatMayBePassedOnAndWas() {
        SERVER.run("create role " + name + "_friend");
        shop.run("grant select on app.orders to " + name + "_read with grant option; set role " + name + "_read;"
                + "grant select on app.orders to " + name + "_friend");
        repairedBy(
                "revoked SELECT on the tables of schema app from " + name + "_friend",
                "revoked SELECT on the tables of schema app from " + name + "_read",
                "granted SELECT on the tables of schema app to " + name + "_read");
    }

    @Test
    void aRoleThatBecameMightierOrAMemberOfOthers() {
        SERVER.run("alter role " + shop.orders + " superuser createdb; grant pg_read_all_data to " + name + "_owner;"
                + "create role " + name + "_x; grant " + name + "_owner to " + name + "_x;"
                + "grant " + name + "_owner to " + shop.orders + " with inherit true");
        repairedBy(
                "removed " + name + "_owner from role pg_read_all_data",
                "removed " + shop.orders + " from role " + name + "_owner",
                "removed " + name + "_x from role " + name + "_owner",
                "took CREATEDB, SUPERUSER from role " + shop.orders,
                "made " + shop.orders + " a member of role " + name + "_owner");
    }

    @Test
    void aLoginThatWasClosedOrHasAnotherPassword() throws SQLException {
        SERVER.run("alter role " + shop.orders + " nologin; alter role " + shop.stock + " password 'other';"
                + "alter role " + shop.reports + " valid until '2001-01-01'");
        repairedBy(
                "set the password of role " + shop.orders,
                "set the password of role " + shop.stock,
                "set the password of role " + shop.reports);
        assertThat(shop.ask(shop.stock, "select count(*) from orders")).isEqualTo("0");
    }

    @Test
    void aLoginThatWasDroppedAndOneThatShallBeClosed() {
        SERVER.run("revoke connect on database " + name + " from " + shop.stock + "; drop role " + shop.stock
                + "; alter role " + shop.spare + " login");
        repairedBy(
                "closed role " + shop.spare,
                "ended the sessions of role " + shop.spare,
                "created role " + shop.stock,
                "made " + shop.stock + " a member of role " + name + "_readwrite",
                "granted CONNECT on the database to " + shop.stock,
                "set role, search_path of role " + shop.stock,
                "set the password of role " + shop.stock);
    }

    @Test
    void anOwnerAndALimit() throws SQLException {
        SERVER.run("create role " + name + "_dba; alter database " + name + " owner to " + name + "_dba;"
                + "alter database " + name + " connection limit 0");
        shop.run("alter schema app owner to postgres; create table app.prices (); alter table app.orders owner to " + name + "_dba");
        var unlimited = new Wanted(shop.names, new TreeSet<>(), Optional.of(Wanted.UNLIMITED));
        assertThat(shop.make(unlimited, usual)).contains(
                "took ownership of database " + name,
                "lifted the connection limit of database " + name,
                "gave schema app to " + name + "_owner",
                "gave what lies in schema app to " + name + "_owner");
        assertThat(shop.make(unlimited, usual)).isEmpty();
        shop.as(shop.orders, "drop table prices; drop table orders");
        assertThatThrownBy(() -> SERVER.run("drop role " + name + "_owner")).rootCause().hasMessageContaining("depend on it");
    }

    @Test
    void settingsThatALoginMadeForItself() throws SQLException {
        shop.as(shop.orders, "set role none; alter role current_user in database " + name + " set role = none");
        shop.as(shop.orders, "alter role current_user in database " + name + " set search_path = 'elsewhere'");
        repairedBy("set role, search_path of role " + shop.orders);
    }
}
