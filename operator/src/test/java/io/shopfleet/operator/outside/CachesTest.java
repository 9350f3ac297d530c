package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.ExternalObject;
import io.shopfleet.api.v1alpha1.ShopCache;
import io.shopfleet.api.v1alpha1.ShopClaim;
import io.shopfleet.testkit.backend.RedisServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ShopCache and the key space that it stands for")
class CachesTest {
    private static Abroad abroad;
    private static RedisServer redis;

    @BeforeAll
    static void open() {
        redis = RedisServer.launch();
        abroad = new Abroad();
        abroad.provide(redis);
        abroad.start();
    }

    @AfterAll
    static void close() {
        abroad.close();
        redis.close();
    }

    private static String name(String keySpace) {
        return abroad.namespace + "." + keySpace;
    }

    private static void cache(String name, String... lines) {
        abroad.cache(abroad.namespace, name, lines);
    }

    private static void ready(String name) {
        tells(name, "Synced", "True Synced");
    }

    private static void tells(String name, String condition, String expected) {
        abroad.tells(ShopCache.class, abroad.namespace, name, condition, expected);
    }

    private static void end(String name) {
        abroad.delete(ShopCache.class, abroad.namespace, name);
        abroad.gone(ShopCache.class, abroad.namespace, name);
    }

    private static void look(String name) {
        abroad.annotate(ShopCache.class, abroad.namespace, name, "example.com/look");
    }

    private static boolean isMade(String keySpace) {
        return redis.run("ACL", "USERS").lines().anyMatch(user -> user.equals(name(keySpace) + "~"));
    }

    private static List<ShopClaim> claims(String keySpace) {
        return abroad.claims().stream().filter(claim -> claim.getSpec().name().equals(name(keySpace))).toList();
    }

    @Test
    void isMadeAndClaimed() {
        cache("carts");
        ready("carts");
        assertThat(isMade("carts")).isTrue();
        assertThat(abroad.get(ShopCache.class, abroad.namespace, "carts").getStatus().external()).isEqualTo(
                new ExternalObject(redis.run("GET", "shopfleet:identity"), name("carts"), name("carts")));
        assertThat(claims("carts")).singleElement().satisfies(claim ->
                assertThat(claim.getSpec().owner().name()).isEqualTo("carts"));
    }

    @Test
    void isClaimedBeforeItIsMade() {
        cache("order");
        ready("order");
        List<String> entries = abroad.lifeline.entries();
        assertThat(entries.indexOf("cache: created key space " + name("order"))).isGreaterThan(
                entries.indexOf("POST shopclaims")).isPositive();
        assertThat(abroad.lifeline.count("created key space " + name("order"))).isEqualTo(1);
    }

    @Test
    void isMadeAnewWhenTheServerForgotIt() {
        cache("forgotten");
        ready("forgotten");
        redis.run("ACL", "DELUSER", name("forgotten") + "~");
        look("forgotten");
        await().atMost(Abroad.PATIENCE).untilAsserted(() -> assertThat(isMade("forgotten")).isTrue());
        ready("forgotten");
    }

    @Test
    void staysWithItsKeysWhenTheResourceGoesAndIsTakenBackByTheNext() {
        cache("kept");
        ready("kept");
        redis.run("SET", name("kept") + ":1", "x");
        end("kept");
        assertThat(redis.run("GET", name("kept") + ":1")).isEqualTo("x");
        assertThat(claims("kept")).singleElement().satisfies(claim ->
                assertThat(claim.getSpec().state()).isEqualTo(ClaimState.Released));
        cache("kept");
        ready("kept");
        assertThat(claims("kept")).singleElement().satisfies(claim ->
                assertThat(claim.getSpec().state()).isEqualTo(ClaimState.Held));
    }

    @Test
    void goesWithItsKeysAndUsersWhereThatIsAskedFor() {
        cache("goes", "deletionPolicy: Delete");
        cache("goes2");
        ready("goes");
        ready("goes2");
        redis.run("MSET", name("goes") + ":1", "x", name("goes2") + ":1", "stays");
        redis.run("ACL", "SETUSER", name("goes") + "~shop.orders", "on");
        end("goes");
        assertThat(redis.run("KEYS", name("goes") + ":*")).isEmpty();
        assertThat(redis.run("ACL", "USERS")).doesNotContain(name("goes") + "~");
        assertThat(claims("goes")).isEmpty();
        assertThat(redis.run("GET", name("goes2") + ":1")).isEqualTo("stays");
        assertThat(isMade("goes2")).isTrue();
    }

    @Test
    void belongsToOneResourceAndTheOtherTouchesNothing() {
        cache("one", "keySpace: shared", "deletionPolicy: Delete");
        ready("one");
        cache("two", "keySpace: shared", "deletionPolicy: Delete");
        tells("two", "Ready", "False Conflict");
        redis.run("SET", name("shared") + ":1", "x");
        end("two");
        assertThat(redis.run("GET", name("shared") + ":1")).isEqualTo("x");
        assertThat(isMade("shared")).isTrue();
    }
}
