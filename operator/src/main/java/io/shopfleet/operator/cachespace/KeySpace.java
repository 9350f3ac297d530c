package io.shopfleet.operator.cachespace;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All keys and channels that start with one prefix, and who may use them.
 *
 * @param consumers by the name of their user
 */
public record KeySpace(String name, SortedMap<String, Consumer> consumers) {
    /** A name must not hold the colon that ends the prefix, nor a character that means something in patterns of keys. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]*[a-z0-9])?");
    /** That of a claim. */
    static final int LONGEST = 253;
    private static final String OPERATOR = "shopfleet";
    private static final String END = ":";
    /** Many clients take an address apart wrongly when the name of its user holds a colon, written as %3A or not. */
    private static final String USERS_END = "~";

    public KeySpace {
        check(name);
        consumers = Collections.unmodifiableSortedMap(new TreeMap<>(consumers));
    }

    public static KeySpace of(String name, Collection<Consumer> consumers) {
        var users = new TreeMap<String, Consumer>();
        consumers.forEach(consumer -> users.merge(users(name) + consumer.name(), consumer, Consumer::and));
        return new KeySpace(name, users);
    }

    /** The schema says the same, but this code decides about the keys of others. The operator's own key has a prefix too. */
    public static boolean usable(String name) {
        return name.length() <= LONGEST && NAME.matcher(name).matches() && !name.equals(OPERATOR);
    }

    /** What keys and channels of the key space start with. Never the start of another prefix, since no name has a colon. */
    public static String prefix(String name) {
        return name + END;
    }

    /** What its users start with; no name has a tilde either. */
    public static String users(String name) {
        return name + USERS_END;
    }

    static void check(String name) {
        if (!usable(name)) {
            throw new IllegalArgumentException("no name for a key space: " + name);
        }
    }

    /** The user that stands for the key space itself. */
    public static String marker(String name) {
        return users(name);
    }

    public String prefix() {
        return prefix(name);
    }

    /** The name by which a service logs in. */
    public static String user(String keySpace, String namespace, String service) {
        return users(keySpace) + namespace + "." + service;
    }
}
