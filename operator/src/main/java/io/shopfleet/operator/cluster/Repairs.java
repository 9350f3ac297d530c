package io.shopfleet.operator.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How often an object is put right that somebody else changes again and again. Each has a bucket of ten repairs, which gets one
 * back every thirty seconds. An object whose bucket ran empty is contested until its bucket is full, so that people see a state
 * and no flicker. A restart fills all buckets.
 */
final class Repairs {
    static final int BURST = 10;
    static final Duration PACE = Duration.ofSeconds(30);

    /**
     * @param full when the bucket will be full again
     * @param by who changed the object last, where it is contested
     */
    private record Bucket(Instant full, Optional<String> by) {
        /** When it has at least one repair. */
        Instant next() {
            return full.minus(PACE.multipliedBy(BURST - 1));
        }
    }

    /**
     * An object that is contested.
     *
     * @param again when it may be put right again, or is no longer contested
     */
    record Contest(String object, String by, Instant again) {}

    private final Map<String, Map<String, Bucket>> services = new HashMap<>();

    /** Whether the object may be put right now. */
    synchronized boolean take(String service, String object, Instant now) {
        Map<String, Bucket> buckets = services.computeIfAbsent(service, uid -> new TreeMap<>());
        Bucket bucket = buckets.getOrDefault(object, new Bucket(now, Optional.empty()));
        if (now.isBefore(bucket.next())) {
            return false;
        }
        Instant begin = bucket.full().isBefore(now) ? now : bucket.full();
        buckets.put(object, new Bucket(begin.plus(PACE), bucket.by()));
        return true;
    }

    synchronized boolean isContested(String service, String object) {
        return services.getOrDefault(service, Map.of()).get(object) instanceof Bucket bucket && bucket.by().isPresent();
    }

    /** From now on, until its bucket is full. */
    synchronized void contest(String service, String object, String by) {
        services.getOrDefault(service, Map.of()).computeIfPresent(
                object, (key, bucket) -> new Bucket(bucket.full(), Optional.of(by)));
    }

    /** Buckets that are full again are forgotten, and with them services that are gone. */
    synchronized List<Contest> contested(String service, Instant now) {
        services.values().forEach(buckets -> buckets.values().removeIf(bucket -> !bucket.full().isAfter(now)));
        services.values().removeIf(Map::isEmpty);
        return services.getOrDefault(service, Map.of()).entrySet().stream()
                .flatMap(entry -> entry.getValue().by().stream().map(by -> new Contest(
                        entry.getKey(), by, entry.getValue().next().isAfter(now) ? entry.getValue().next() : entry.getValue().full())))
                .toList();
    }
}
