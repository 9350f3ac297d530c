package io.shopfleet.operator.source;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One set of live credentials: an immutable Secret with copies of the keys that a service's pods read.
 *
 * @param number grows from epoch to epoch and never comes again
 * @param content salted digest of the copies, by which the same content is recognised
 * @param keys of the copies
 * @param salt uid of the service that it was made for, which another may have taken over since; older ones do not say
 */
public record Epoch(long number, String content, SortedSet<String> keys, Optional<String> salt) {

    public Epoch(long number, String content, SortedSet<String> keys) {
        this(number, content, keys, Optional.empty());
    }

    /** An epoch that is still to be made. Salted with its owner and number: equal credentials show nowhere. */
    public static Epoch of(long number, String owner, SortedMap<String, Fingerprint> copies) {
        return new Epoch(number, content(number, owner, copies), new TreeSet<>(copies.keySet()), Optional.of(owner));
    }

    public static String name(String service, long number) {
        return service + "-epoch-" + number;
    }

    public boolean holds(String owner, SortedMap<String, Fingerprint> copies) {
        return content.equals(content(number, salt.orElse(owner), copies));
    }

    private static String content(long number, String owner, SortedMap<String, Fingerprint> copies) {
        return Fingerprint.of(owner + "/" + number + copies).digest();
    }
}
