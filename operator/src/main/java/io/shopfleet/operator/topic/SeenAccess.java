package io.shopfleet.operator.topic;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who may do what, as Kafka tells it.
 *
 * @param topics by account and then by topic: what it may do there, in Kafka's words
 * @param groups by account: consumer groups that it may be a member of
 * @param accounts those that exist, closed ones too
 */
public record SeenAccess(
        Map<String, SortedMap<String, SortedSet<String>>> topics, Map<String, SortedSet<String>> groups, Set<String> accounts) {
    public static final SeenAccess NONE = new SeenAccess(Map.of(), Map.of(), Set.of());

    SortedSet<String> operations(String account, String topic) {
        var of = topics.get(account);
        return of == null || !of.containsKey(topic) ? new TreeSet<>() : of.get(topic);
    }

    boolean hasGroup(String account, String group) {
        return groups.containsKey(account) && groups.get(account).contains(group);
    }

    boolean hasGroups(String account) {
        return groups.containsKey(account);
    }

    /** Whether the account may do anything with another topic. */
    boolean isUsedBeside(String account, String topic) {
        return topics.containsKey(account) && topics.get(account).keySet().stream().anyMatch(other -> !other.equals(topic));
    }
}
