package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.ShopCache;
import io.shopfleet.testkit.backend.RedisServer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The story of one key space, from its creation to its end, with an operator that ends after each of its writes. */
@DisplayName("An operator that is killed after any write of a key space")
class KilledCachesTest {
    /** What is left of the story: users in its middle, users and keys at its end, and how often anything was made or deleted. */
    private record Outcome(long middle, long users, String keys, int claims, long created, long deleted, long forgotten) {}

    @TestFactory
    List<DynamicTest> anotherOneGoesOnToTheSameEnd() {
        int writes = told(Integer.MAX_VALUE).size();
        assertThat(writes).isGreaterThan(8);
        return Lifeline.ends(writes, 1, last -> told(last));
    }

    /** The writes of the whole story, on a server that no operator has met before. */
    private static List<String> told(int last) {
        try (RedisServer redis = RedisServer.launch()) {
            return told(redis, last);
        }
    }

    private static List<String> told(RedisServer redis, int last) {
        Abroad abroad = new Abroad();
        abroad.provide(redis);
        if (last < Integer.MAX_VALUE) {
            abroad.lifeline.endAfter(last);
        }
        abroad.start();
        try {
            assertThat(story(abroad, redis)).as(String.join("\n", abroad.lifeline.entries()))
                    .isEqualTo(new Outcome(1, 0, "", 0, 1, 1, 1));
            return abroad.lifeline.entries();
        } finally {
            abroad.close();
        }
    }

    private static Outcome story(Abroad abroad, RedisServer redis) {
        String name = abroad.namespace + ".carts";
        abroad.cache(abroad.namespace, "carts", "deletionPolicy: Delete");
        abroad.lives(() -> isReady(abroad));
        long middle = users(redis, name);
        redis.run("SET", name + ":1", "x");
        abroad.delete(ShopCache.class, abroad.namespace, "carts");
        abroad.lives(() -> abroad.get(ShopCache.class, abroad.namespace, "carts") == null);
        return new Outcome(middle, users(redis, name), redis.run("KEYS", name + ":*"), abroad.claims().size(),
                abroad.lifeline.count("created key space " + name), abroad.lifeline.count("deleted the keys of " + name),
                abroad.lifeline.count("removed user " + name + "~"));
    }

    private static boolean isReady(Abroad abroad) {
        ShopCache cache = abroad.get(ShopCache.class, abroad.namespace, "carts");
        return cache.getStatus() != null && cache.getStatus().conditions().stream()
                .anyMatch(condition -> condition.getType().equals("Synced") && condition.getStatus().equals("True"));
    }

    private static long users(RedisServer redis, String name) {
        return redis.run("ACL", "USERS").lines().filter(user -> user.startsWith(name + "~")).count();
    }
}
