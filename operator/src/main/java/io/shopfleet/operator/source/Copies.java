package io.shopfleet.operator.source;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Keys of several objects side by side in one. A key is called after its object; names of objects have no underscore, so the
 * first one tells where the key begins.
 */
public final class Copies {
    /** As long as Kubernetes lets a key be. */
    public static final int LONGEST_KEY = 253;

    private Copies() {}

    public static String key(String object, String key) {
        return object + "_" + key;
    }

    /** What the places name, under the names of the copies. Everything they name has been found. */
    public static <T> SortedMap<String, T> of(Stream<Use> uses, Function<Reference, SortedMap<String, T>> source) {
        var copies = new TreeMap<String, T>();
        uses.forEach(use -> {
            SortedMap<String, T> values = source.apply(use.reference());
            use.key().map(List::of).orElseGet(() -> List.copyOf(values.keySet())).forEach(key ->
                    copies.put(key(use.reference().name(), key), values.get(key)));
        });
        return copies;
    }

    /** The files of a folder that shows one object whole, under their own names. */
    public static List<KeyToPath> folder(String object, Collection<String> copies) {
        String prefix = key(object, "");
        return copies.stream()
                .filter(copy -> copy.startsWith(prefix))
                .map(copy -> new KeyToPathBuilder().withKey(copy).withPath(copy.substring(prefix.length())).build())
                .toList();
    }
}
