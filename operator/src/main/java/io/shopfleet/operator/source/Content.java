package io.shopfleet.operator.source;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The values of a Secret or ConfigMap, text and binary alike, for the one pass that copies them.
 *
 * @param values in base64, by key
 */
public record Content(SortedMap<String, String> values) {

    public static Content of(Secret secret) {
        return new Content(new TreeMap<>(orEmpty(secret.getData())));
    }

    public static Content of(ConfigMap map) {
        var values = new TreeMap<>(orEmpty(map.getBinaryData()));
        values.putAll(Encoded.of(orEmpty(map.getData())));
        return new Content(values);
    }

    private static Map<String, String> orEmpty(Map<String, String> data) {
        return data == null ? Map.of() : data;
    }

    public SortedMap<String, Fingerprint> fingerprints() {
        return values.entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey,
                value -> Fingerprint.of(Base64.getDecoder().decode(value.getValue())),
                (one, other) -> one,
                TreeMap::new));
    }

    /** Never the values: this may end in a log. */
    @Override
    public String toString() {
        return "values of " + values.keySet();
    }
}
