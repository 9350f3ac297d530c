package io.shopfleet.operator.cachespace;

import io.shopfleet.api.v1alpha1.CacheAccess;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A service that may use a key space.
 *
 * @param passwords fingerprints of those that let it in: one for each live epoch. None: nobody gets in
 */
public record Consumer(String namespace, String service, CacheAccess access, SortedSet<String> passwords) {

    public Consumer {
        passwords = Collections.unmodifiableSortedSet(new TreeSet<>(passwords));
        passwords.forEach(Passwords::check);
    }

    /** Neither part of it can hold the dot, so no two consumers share a name. */
    String name() {
        return namespace + "." + service;
    }

    /** Several edges of one service are one user, which may do what any of them asks for. */
    Consumer and(Consumer other) {
        var all = new TreeSet<>(passwords);
        all.addAll(other.passwords);
        CacheAccess more = access.compareTo(other.access) < 0 ? other.access : access;
        return new Consumer(namespace, service, more, all);
    }
}
