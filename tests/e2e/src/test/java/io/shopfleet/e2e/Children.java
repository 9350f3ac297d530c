package io.shopfleet.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What exists for a service in the cluster, without what differs between two equal states. */
final class Children {
    private static final String KINDS = "deployments,services,configmaps,secrets,controllerrevisions,serviceaccounts,"
            + "poddisruptionbudgets,horizontalpodautoscalers";
    private static final List<String> OF_THE_SERVER = List.of("status", "apiVersion", "revision");

    private Children() {
    }

    static List<String> names(Shop shop, String service) {
        return shop.kubectl("get", KINDS + ",pods,replicasets,endpointslices", "--selector=shopfleet.io/service=" + service, "--output=name")
                .lines().sorted().toList();
    }

    /**
     * One line per object. The words of the map take the place of what they stand for, such as the serving revision's name.
     * Records of revisions that have no such word take no part.
     */
    static List<String> of(Shop shop, String service, Map<String, String> words) {
        String text = shop.kubectl("get", KINDS, "--selector=shopfleet.io/service=" + service, "--output=json");
        for (var word : words.entrySet()) {
            text = text.replace(word.getKey(), word.getValue());
        }
        try {
            JsonNode items = new ObjectMapper().readTree(text).path("items");
            return StreamSupport.stream(items.spliterator(), false).map(item -> line((ObjectNode) item))
                    .filter(line -> !line.startsWith("ControllerRevision") || words.values().stream().anyMatch(line::contains))
                    .sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException("kubectl gave no JSON", e);
        }
    }

    private static void without(JsonNode part, String... fields) {
        if (part instanceof ObjectNode object) {
            object.remove(List.of(fields));
        }
    }

    private static String line(ObjectNode object) {
        JsonNode meta = object.remove("metadata");
        object.remove(OF_THE_SERVER);
        without(object.path("spec"), "clusterIP", "clusterIPs");
        // A record tells which spec it was made from.
        without(object.path("data"), "generation", "inputs");
        return "%s %s %s serving=%s %s".formatted(object.remove("kind").asText(), meta.path("name").asText(), meta.path("labels"),
                meta.path("annotations").path("shopfleet.io/serving").asText(), object);
    }
}
