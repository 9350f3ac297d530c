package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.api.v1alpha1.ShopCache;
import io.shopfleet.testkit.backend.RedisServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ShopCache whose server is missing, down or another one")
class CacheOutagesTest {
    private final Abroad abroad = new Abroad();
    private final RedisServer redis = RedisServer.launch();

    @BeforeEach
    void open() {
        abroad.start();
    }

    @AfterEach
    void close() {
        abroad.close();
        redis.close();
    }

    private void provide(RedisServer server, String password) {
        abroad.provide("cache", "{external: {address: \"%s:%d\", credentialsSecret: cache, tls: None}}"
                .formatted(server.host(), server.port()), RedisServer.ADMIN, password);
    }

    private void cache(String name, String policy) {
        abroad.cache(abroad.namespace, name, "deletionPolicy: " + policy);
    }

    private void tells(String name, String condition, String expected) {
        abroad.tells(ShopCache.class, abroad.namespace, name, condition, expected);
    }

    private void blocked(String name, String message) {
        abroad.sees(ShopCache.class, abroad.namespace, name, status -> assertThat(status.problems())
                .extracting(problem -> problem.reason() + ": " + problem.message())
                .containsExactly("DeletionBlocked: " + message));
    }

    private void delete(String name) {
        abroad.delete(ShopCache.class, abroad.namespace, name);
    }

    private void gone(String name) {
        abroad.gone(ShopCache.class, abroad.namespace, name);
    }

    @Test
    void waitsForWhatItNeedsAndGoesOnByItself() {
        cache("waits", "Retain");
        tells("waits", "Ready", "Unknown EnvironmentMissing");
        provide(redis, "wrong");
        tells("waits", "Synced", "False AuthFailed");
        abroad.account("cache", RedisServer.ADMIN, redis.password());
        tells("waits", "Synced", "True Synced");
    }

    @Test
    void isNotDeletedWithItsKeysWhileTheServerIsDownButGoesWhereTheKeysStay() {
        provide(redis, redis.password());
        cache("must", "Delete");
        cache("may", "Retain");
        cache("shall", "Delete");
        List.of("must", "may", "shall").forEach(name -> tells(name, "Synced", "True Synced"));
        redis.run("SET", abroad.namespace + ".must:1", "x");
        redis.stop();
        List.of("must", "may", "shall").forEach(this::delete);
        gone("may");
        blocked("must", "the cache does not answer");
        abroad.annotate(ShopCache.class, abroad.namespace, "shall", "shopfleet.io/force-orphan");
        gone("shall");
        redis.start();
        gone("must");
        assertThat(redis.run("KEYS", "*")).isEqualTo("shopfleet:identity");
        assertThat(abroad.claims()).extracting(claim -> claim.getSpec().name() + " " + claim.getSpec().state())
                .containsExactlyInAnyOrder(abroad.namespace + ".may Released", abroad.namespace + ".shall Released");
    }

    @Test
    void leavesAnotherServerAtItsAddressAlone() {
        try (RedisServer other = RedisServer.launch()) {
            provide(redis, redis.password());
            cache("carts", "Delete");
            tells("carts", "Synced", "True Synced");
            other.run("SET", abroad.namespace + ".carts:1", "theirs");
            provide(other, other.password());
            tells("carts", "Ready", "False WrongBackend");
            delete("carts");
            blocked("carts", "another server answers at the address of the environment");
            assertThat(other.run("GET", abroad.namespace + ".carts:1")).isEqualTo("theirs");
            assertThat(other.run("ACL", "USERS")).doesNotContain("carts");
            provide(redis, redis.password());
            gone("carts");
            assertThat(redis.run("ACL", "USERS")).doesNotContain("carts");
        }
    }

    @Test
    void isThereAgainAfterARestartThatForgotIt() {
        try (RedisServer forgetful = RedisServer.launch("appendonly no")) {
            provide(forgetful, forgetful.password());
            cache("carts", "Retain");
            tells("carts", "Synced", "True Synced");
            forgetful.stop();
            forgetful.start();
            abroad.annotate(ShopCache.class, abroad.namespace, "carts", "example.com/look");
            await().atMost(Abroad.PATIENCE).untilAsserted(() ->
                    assertThat(forgetful.run("ACL", "USERS")).contains(abroad.namespace + ".carts~"));
            tells("carts", "Synced", "True Synced");
        }
    }
}
