package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.ShopCache;
import io.shopfleet.testkit.backend.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** On caches, which are the quickest to start; what is chosen is the same for every kind. */
@DisplayName("An environment with more than one server of a kind")
class MoreServersTest {
    private static Abroad abroad;
    private static RedisServer everybodys;
    private static RedisServer archive;

    @BeforeAll
    static void open() {
        everybodys = RedisServer.launch();
        archive = RedisServer.launch();
        abroad = new Abroad();
        abroad.account("archive", RedisServer.ADMIN, archive.password());
        provide();
        abroad.start();
    }

    private static void provide() {
        abroad.provide("cache", """
                {external: {address: "%1$s:%2$d", credentialsSecret: cache, tls: None}, additional: [
                    {name: archive, external: {address: "%1$s:%3$d", credentialsSecret: archive, tls: None}, namespaces: [%4$s]},
                    {name: attic, external: {address: "%1$s:%3$d", credentialsSecret: absent, tls: None}}]}"""
                .formatted(everybodys.host(), everybodys.port(), archive.port(), abroad.namespace),
                RedisServer.ADMIN, everybodys.password());
    }

    @AfterAll
    static void close() {
        abroad.close();
        everybodys.close();
        archive.close();
    }

    private static boolean holds(RedisServer server, String keySpace) {
        return server.run("ACL", "USERS").lines().anyMatch((abroad.namespace + "." + keySpace + "~")::equals);
    }

    private static void tells(String namespace, String name, String message) {
        abroad.sees(ShopCache.class, namespace, name, status -> assertThat(status.problems()).singleElement()
                .satisfies(problem -> assertThat(problem.path() + ": " + problem.reason() + ": " + problem.message() + "; " + problem.hint())
                        .isEqualTo(message)));
    }

    @Test
    void givesEachWhatItAsksFor() {
        abroad.cache(abroad.namespace, "near", "keySpace: carts");
        abroad.cache(abroad.namespace, "far", "keySpace: carts", "provider: archive", "deletionPolicy: Delete");
        for (String name : new String[] {"near", "far"}) {
            abroad.tells(ShopCache.class, abroad.namespace, name, "Synced", "True Synced");
        }
        assertThat(abroad.claims()).as("one name, two servers")
                .filteredOn(claim -> claim.getSpec().name().equals(abroad.namespace + ".carts"))
                .extracting(claim -> claim.getSpec().server())
                .containsExactlyInAnyOrder(everybodys.run("GET", "shopfleet:identity"), archive.run("GET", "shopfleet:identity"));
        abroad.delete(ShopCache.class, abroad.namespace, "far");
        abroad.gone(ShopCache.class, abroad.namespace, "far");
        assertThat(holds(archive, "carts")).isFalse();
        assertThat(holds(everybodys, "carts")).as("the one of the same name elsewhere").isTrue();
    }

    @Test
    void namesThoseThereAreForTheNamespace() {
        abroad.cache(abroad.namespace, "lost", "provider: cellar");
        tells(abroad.namespace, "lost", "spec.provider: ProviderMissing: ShopEnvironment " + abroad.home
                + " has no provider cellar for this namespace; it has archive, attic; have it added, or make another resource");
        abroad.cache(abroad.neighbour, "closed", "provider: archive");
        tells(abroad.neighbour, "closed", "spec.provider: ProviderMissing: ShopEnvironment " + abroad.home
                + " has no provider archive for this namespace; it has attic; have it added, or make another resource");
    }

    @Test
    void isLookedAtAgainWhenTheAccountOfAServerComes() {
        abroad.cache(abroad.namespace, "early", "provider: attic");
        abroad.tells(ShopCache.class, abroad.namespace, "early", "Ready", "Unknown CredentialsMissing");
        abroad.account("absent", RedisServer.ADMIN, archive.password());
        abroad.tells(ShopCache.class, abroad.namespace, "early", "Synced", "True Synced");
        assertThat(holds(archive, "early")).isTrue();
    }
}
