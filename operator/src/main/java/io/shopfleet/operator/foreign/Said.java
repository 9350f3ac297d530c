package io.shopfleet.operator.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.shopfleet.operator.fleet.CanonicalJson;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The status of a resource of another operator, of which nothing is certain. */
record Said(JsonNode status, String what, long generation) {
    private static final int LONGEST = 200;

    static Said by(GenericKubernetesResource object) {
        return new Said(
                CanonicalJson.tree(object).path("status"), object.getKind() + " " + object.getMetadata().getName(),
                Optional.ofNullable(object.getMetadata().getGeneration()).orElse(0L));
    }

    Optional<String> text(String pointer) {
        return Optional.of(status.at(pointer).asText("")).filter(text -> !text.isEmpty());
    }

    /** Why it is not ready, if it is not. Where it tells of which generation it speaks, that has to be the latest. */
    Optional<String> unready() {
        Optional<JsonNode> ready = StreamSupport.stream(status.path("conditions").spliterator(), false)
                .filter(condition -> condition.path("type").asText().equals("Ready"))
                .findFirst();
        boolean current = status.path("observedGeneration").asLong(generation) >= generation;
        if (current && ready.filter(condition -> condition.path("status").asText().equals("True")).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(line(ready.map(condition -> condition.path("message").asText(""))
                .filter(message -> current && !message.isEmpty())
                .or(() -> text("/phase").map(phase -> phase + text("/phaseReason").map(reason -> ": " + reason).orElse("")))
                .or(this::firstMessage)
                .orElse(what + " is not ready yet")));
    }

    /** Some tell what is wrong in a condition of another type. */
    private Optional<String> firstMessage() {
        return StreamSupport.stream(status.path("conditions").spliterator(), false)
                .map(condition -> condition.path("message").asText(""))
                .filter(message -> !message.isEmpty())
                .findFirst();
    }

    private static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
    }
}
