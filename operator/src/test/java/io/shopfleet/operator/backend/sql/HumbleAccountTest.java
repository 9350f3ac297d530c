package io.shopfleet.operator.backend.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.database.rights.Group;
import io.shopfleet.operator.database.rights.LoginPlanner.Login;
import io.shopfleet.testkit.backend.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An account of the operator that is no superuser")
class HumbleAccountTest {
    private static PostgresServer server;

    private Shop shop;

    /** On a server of its own: on the shared one the keeper belongs to the superuser. */
    @BeforeAll
    static void launch() {
        server = PostgresServer.launch();
        server.run("create role shopfleet login createdb createrole password 'humble'");
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @BeforeEach
    void make() {
        shop = new Shop(server, "shopfleet", "humble");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void makesDatabasesAndKeepsThem() throws SQLException {
        assertThat(shop.make(shop.database("citext"), shop.usual())).contains("became a member of role " + shop.orders);
        assertThat(shop.make(shop.database("citext"), shop.usual())).isEmpty();
        shop.as(shop.orders, "create table orders (id serial, item citext)");
        shop.as(shop.stock, "insert into orders (item) values ('mug')");
        assertThat(shop.ask(shop.reports, "select count(*) from orders")).isEqualTo("1");
        server.run("grant connect on database " + shop.names.database() + " to public");
        shop.as(shop.orders, "grant select on orders to public");
        assertThat(shop.make(shop.database("citext"), shop.usual())).containsExactly(
                "revoked CONNECT on the database from public", "revoked SELECT on the tables of schema app from public");
        try (Connection open = shop.connect(shop.orders)) {
            shop.make(shop.database("citext"), List.of(new Login(shop.reports, Group.read, true)));
            assertThat(open.isValid(5)).isFalse();
        }
        shop.make(shop.database("citext"), shop.usual());
        try (Connection open = shop.connect(shop.orders)) {
            assertThat(shop.remove(true)).contains("dropped role " + shop.orders);
            assertThat(open.isValid(5)).isFalse();
        }
    }

    @Test
    void saysWhatItMayNotDo() {
        shop.make(shop.usual());
        server.run("alter role " + shop.orders + " superuser");
        assertThatThrownBy(() -> shop.make(shop.usual())).hasMessageContaining("may not do this").isInstanceOfSatisfying(
                BackendFailure.class, failure -> assertThat(failure.reason()).isEqualTo(Reason.PermissionDenied));
    }
}
