package io.shopfleet.operator.render;

import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the application reads at /etc/shopfleet/config.json, in every language alike. Never holds a secret. */
final class ConfigDocument {
    static final String KEY = "config.json";
    static final String FOLDER = "/etc/shopfleet";

    private ConfigDocument() {}

    static String of(
            Names names, String revision, String version, Map<String, String> config, List<Contribution> edges) {
        var dependencies = new TreeMap<String, Object>();
        edges.forEach(edge -> dependencies.put(edge.name(), edge.facts()));
        return CanonicalJson.text(Map.of(
                "schemaVersion", "v1",
                "service", Map.of(
                        "name", names.service(),
                        "namespace", names.namespace(),
                        "version", version,
                        "revision", revision),
                "config", config,
                "dependencies", dependencies));
    }
}
