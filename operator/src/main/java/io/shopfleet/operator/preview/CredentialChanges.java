package io.shopfleet.operator.preview;

import io.shopfleet.operator.preview.Preview.Difference;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;

/** Two sets of credentials, told apart by their keys alone: neither a value nor anything made from one is kept. */
public final class CredentialChanges {
    private CredentialChanges() {}

    /** @param before values by the names of their copies, as {@code source.Copies} gives them */
    public static List<Difference> between(SortedMap<String, String> before, SortedMap<String, String> after) {
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .map(key -> Difference.of(named(key) + ": "
                        + (!before.containsKey(key) ? "added" : after.containsKey(key) ? "changed" : "removed")))
                .toList();
    }

    private static String named(String copy) {
        int at = copy.indexOf('_');
        return "Secret " + copy.substring(0, at) + ", key " + copy.substring(at + 1);
    }
}
