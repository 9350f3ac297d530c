package io.shopfleet.operator.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What Strimzi says of a Kafka and of its administrator. */
final class StrimziProgress {
    private StrimziProgress() {}

    static Progress of(GenericKubernetesResource kafka, GenericKubernetesResource administrator) {
        Said cluster = Said.by(kafka);
        Said user = Said.by(administrator);
        return cluster.unready().or(user::unready).<Progress>map(Progress.Waiting::new).orElseGet(() ->
                StreamSupport.stream(cluster.status().path("listeners").spliterator(), false)
                        .filter(listener -> listener.path("name").asText().equals(StrimziObjects.LISTENER))
                        .filter(listener -> listener.hasNonNull("bootstrapServers"))
                        .findFirst()
                        .<Progress>map(listener -> ready(listener, user, administrator.getMetadata().getName()))
                        .orElseGet(() -> new Progress.Waiting(cluster.what() + " does not tell its address yet")));
    }

    private static Progress ready(JsonNode listener, Said user, String name) {
        Optional<String> authority = Optional.of(StreamSupport.stream(listener.path("certificates").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining("\n")))
                .filter(pem -> !pem.isEmpty());
        return new Progress.Ready(
                List.of(listener.path("bootstrapServers").asText().split(",")),
                user.text("/secret").orElse(name), Optional.of(user.text("/username").orElse(name)), authority, Optional.empty());
    }
}
