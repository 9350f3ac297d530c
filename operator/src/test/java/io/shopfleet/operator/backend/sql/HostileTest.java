package io.shopfleet.operator.backend.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.testkit.backend.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An application that means harm")
class HostileTest {
    private static final PostgresServer SERVER = PostgresServer.shared();

    private static Shop shop;
    private static String name;

    @BeforeAll
    static void make() {
        shop = new Shop(SERVER);
        shop.make(shop.usual());
        name = shop.names.database();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @AfterEach
    void nothingIsLeft() {
        shop.make(shop.usual());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "drop database %s", "alter database %s owner to current_user", "alter database %s rename to mine",
        "alter database %s set search_path = evil", "alter database %s set role = %s_owner", "alter database %s connection limit 0",
        "comment on database %s is 'mine'", "create schema mine", "drop schema public",
        "create table public.planted ()", "create extension citext", "create role mine", "grant %s_owner to public",
        "comment on role %s_owner is 'mine'", "alter role %s_owner login", "alter role %s_read set role = postgres",
        "set role shopfleet_keeper", "set role postgres", "set session authorization postgres", "alter system set jit = on",
        "select pg_read_file('/etc/passwd')", "copy (select 1) to program 'true'", "select * from pg_authid",
        "create table extensions.planted ()", "drop role %s_read", "select pg_terminate_backend(pg_backend_pid()) from pg_authid"
    })
    void isRefused(String sql) {
        for (String role : List.of("reset role", "set role none")) {
            assertThatThrownBy(() -> shop.as(shop.orders, role, sql.replace("%s", name)))
                    .as(role + "; " + sql)
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s)ERROR: .*(permission denied|must be owner|must have|not permitted|syntax error|"
                            + "does not exist|Only roles|no schema has been selected).*");
        }
    }

    @Test
    void leadsNoSessionOfTheOperatorIntoWhatItPlanted() throws SQLException {
        shop.as(shop.orders, """
                create table planted (who text);
                create function app.lower(text) returns text language plpgsql security definer as $$
                  begin insert into app.planted values (session_user); return $1; end $$;
                create function app.pg_get_userbyid(oid) returns name language plpgsql as $$
                  begin insert into app.planted values (session_user); return 'x'; end $$;
                create function app.same(name, text) returns boolean language plpgsql as $$
                  begin insert into app.planted values (session_user); return true; end $$;
                create operator app.= (leftarg = name, rightarg = text, function = app.same)""");
        shop.run("alter database " + name + " set search_path = app, pg_catalog;"
                + "alter database " + name + " set statement_timeout = '1ms';"
                + "alter database " + name + " set default_transaction_read_only = on;"
                + "alter database " + name + " set standard_conforming_strings = off;"
                + "alter role postgres in database " + name + " set role = " + name + "_read;"
                + "alter role postgres in database " + name + " set lock_timeout = '1ms'");
        SERVER.run("alter role " + shop.stock + " nologin");
        assertThat(shop.make(shop.usual())).containsExactly("set the password of role " + shop.stock);
        SERVER.run("alter database " + name + " reset all; alter role postgres in database " + name + " reset all");
        assertThat(shop.run("select count(*) from app.planted")).isEqualTo("0");
    }

    @Test
    void cannotLetOthersIn() throws SQLException {
        shop.as(shop.orders, "grant connect on database " + name + " to public");
        assertThat(shop.make(shop.usual())).as("the server granted nothing").isEmpty();
    }

    @Test
    void keepsTheOperatorAwayWithNoLockThatAnybodyCanTake() throws SQLException {
        String lock = "select pg_advisory_lock(hashtextextended('" + name + "', 0))";
        try (Connection common = SERVER.connect("postgres", shop.stock, shop.password(shop.stock));
                Connection own = shop.connect(shop.stock)) {
            common.createStatement().execute(lock);
            own.createStatement().execute(lock);
            SERVER.run("grant connect on database " + name + " to public");
            shop.run("grant usage on schema app to public");
            assertThat(shop.make(shop.usual())).containsExactly(
                    "revoked CONNECT on the database from public", "revoked USAGE on schema app from public");
        }
    }

    @Test
    void cannotKeepItsDatabaseFromBeingDropped() throws SQLException {
        try (Shop other = new Shop(SERVER)) {
            other.make(other.usual());
            other.as(other.orders, "create table t (); create view v as select * from t; grant select on t to public");
            assertThat(other.remove(false)).contains("dropped database " + other.names.database());
        }
    }
}
