package io.shopfleet.operator.cachespace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A server in memory that reads rules as Redis does. */
final class Server {
    static final Categories CATEGORIES = Categories.of(categories());

    final SortedMap<String, User> users = new TreeMap<>();
    final List<String> deleted = new ArrayList<>();

    /** A handful of commands is enough: one for each case that the rules tell apart. */
    private static SortedMap<String, Set<String>> categories() {
        var categories = new TreeMap<String, Set<String>>();
        categories.put("read", Set.of("get", "scan", "dbsize", "randomkey", "keys", "memory|usage"));
        categories.put("write", Set.of("set", "del", "move", "flushall", "restore"));
        categories.put("connection", Set.of("ping", "select", "client", "client|id", "client|list", "client|tracking"));
        categories.put("transaction", Set.of("multi", "exec"));
        categories.put("pubsub", Set.of("publish", "subscribe", "pubsub", "pubsub|channels"));
        categories.put("scripting", Set.of("eval", "script", "script|load"));
        categories.put("admin", Set.of("client|list", "config", "config|set"));
        categories.put("dangerous", Set.of("client|list", "config", "config|set", "flushall", "keys", "restore"));
        categories.put("slow", Set.of("acl", "acl|whoami", "acl|list"));
        return categories;
    }

    Snapshot seen(String keySpace) {
        String marker = KeySpace.marker(keySpace);
        List<User> ours = users.values().stream()
                .filter(user -> user.name().startsWith(KeySpace.users(keySpace)) && !user.name().equals(marker))
                .toList();
        return new Snapshot(keySpace, users.containsKey(marker), ours, CATEGORIES);
    }

    void perform(List<CacheStep> steps) {
        steps.forEach(this::perform);
    }

    private void perform(CacheStep step) {
        switch (step) {
            case CacheStep.CreateSpace create -> {
                String marker = KeySpace.marker(create.name());
                users.put(marker, user(marker, List.of("reset", "off")));
            }
            case CacheStep.SetUser set -> users.put(set.user(), user(set.user(), set.rules()));
            case CacheStep.DropUser drop -> users.remove(drop.user());
            case CacheStep.DropKeys drop -> deleted.add(drop.keySpace());
        }
    }

    /** Of a user made by these rules, in the order of the rules. */
    static User user(String name, List<String> rules) {
        return new User(
                name,
                rules.lastIndexOf("on") > rules.lastIndexOf("off"),
                rules.contains("nopass"),
                new TreeSet<>(starting(rules, "#").stream().map(hash -> hash.substring(1)).toList()),
                new TreeSet<>(starting(rules, "~", "%", "&")),
                CATEGORIES.granted(starting(rules, "+", "-")),
                starting(rules, "("));
    }

    private static List<String> starting(List<String> rules, String... starts) {
        return rules.stream().filter(rule -> Arrays.stream(starts).anyMatch(rule::startsWith)).collect(Collectors.toList());
    }
}
