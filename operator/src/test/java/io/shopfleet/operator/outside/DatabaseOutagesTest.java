package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.ShopDatabase;
import io.shopfleet.testkit.backend.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ShopDatabase whose server is missing, down or another one")
class DatabaseOutagesTest {
    private final Abroad abroad = new Abroad();
    private final PostgresServer postgres = PostgresServer.launch();

    @BeforeEach
    void open() {
        abroad.start();
    }

    @AfterEach
    void close() {
        abroad.close();
        postgres.close();
    }

    private void provide(PostgresServer server, String password) {
        abroad.provide("postgres", "{external: {address: \"%s:%d\", credentialsSecret: postgres, tls: None}}"
                .formatted(server.host(), server.port()), PostgresServer.SUPERUSER, password);
    }

    private String name(String database) {
        return abroad.namespace.replace('-', '_') + "_" + database;
    }

    private void database(String name, String policy) {
        abroad.database(abroad.namespace, name, "deletionPolicy: " + policy);
    }

    private void tells(String name, String condition, String expected) {
        abroad.tells(ShopDatabase.class, abroad.namespace, name, condition, expected);
    }

    private void blocked(String name, String message) {
        abroad.sees(ShopDatabase.class, abroad.namespace, name, status -> assertThat(status.problems())
                .extracting(problem -> problem.reason() + ": " + problem.message())
                .containsExactly("DeletionBlocked: " + message));
    }

    private void delete(String name) {
        abroad.delete(ShopDatabase.class, abroad.namespace, name);
    }

    private void gone(String name) {
        abroad.gone(ShopDatabase.class, abroad.namespace, name);
    }

    private static String databases(PostgresServer server) {
        return server.run("select string_agg(datname, ' ' order by datname) from pg_database where not datistemplate");
    }

    @Test
    void waitsForWhatItNeedsAndGoesOnByItself() {
        database("waits", "Retain");
        tells("waits", "Ready", "Unknown EnvironmentMissing");
        provide(postgres, "wrong");
        tells("waits", "Synced", "False AuthFailed");
        abroad.account("postgres", PostgresServer.SUPERUSER, postgres.password());
        tells("waits", "Synced", "True Synced");
    }

    @Test
    void isNotDeletedWithItsDataWhileTheServerIsDownButGoesWhereTheyStay() {
        provide(postgres, postgres.password());
        List.of("must", "shall").forEach(name -> database(name, "Delete"));
        database("may", "Retain");
        List.of("must", "may", "shall").forEach(name -> tells(name, "Synced", "True Synced"));
        postgres.stop();
        List.of("must", "may", "shall").forEach(this::delete);
        gone("may");
        abroad.sees(ShopDatabase.class, abroad.namespace, "must", status -> assertThat(status.problems())
                .extracting(problem -> problem.reason().name()).containsExactly("DeletionBlocked"));
        abroad.annotate(ShopDatabase.class, abroad.namespace, "shall", "shopfleet.io/force-orphan");
        gone("shall");
        postgres.start();
        gone("must");
        assertThat(databases(postgres)).isEqualTo("postgres " + name("may") + " " + name("shall"));
        assertThat(abroad.claims()).extracting(claim -> claim.getSpec().name() + " " + claim.getSpec().state())
                .containsExactlyInAnyOrder(name("may") + " Released", name("shall") + " Released");
    }

    @Test
    void leavesAnotherServerAtItsAddressAlone() {
        try (PostgresServer other = PostgresServer.launch()) {
            provide(postgres, postgres.password());
            database("orders", "Delete");
            tells("orders", "Synced", "True Synced");
            other.run("create database " + name("orders"));
            provide(other, other.password());
            tells("orders", "Ready", "False WrongBackend");
            delete("orders");
            blocked("orders", "another server answers at the address of the environment");
            assertThat(databases(other)).isEqualTo("postgres " + name("orders"));
            assertThat(other.run("select count(*) from pg_roles where rolname like '%orders%' or rolname like 'shopfleet%'"))
                    .isEqualTo("0");
            provide(postgres, postgres.password());
            gone("orders");
            assertThat(databases(postgres)).isEqualTo("postgres");
        }
    }

    @Test
    void isLeftAsItIsWhenItDriftedDuringAnOutageAndIsOnlyReported() {
        provide(postgres, postgres.password());
        abroad.database(abroad.namespace, "orders", "onDrift: Report");
        tells("orders", "Synced", "True Synced");
        postgres.run("grant connect on database " + name("orders") + " to public");
        postgres.run("checkpoint");
        postgres.stop();
        abroad.annotate(ShopDatabase.class, abroad.namespace, "orders", "example.com/look");
        tells("orders", "Ready", "Unknown DependencyUnreachable");
        postgres.start();
        tells("orders", "Synced", "False Drifted");
    }
}
