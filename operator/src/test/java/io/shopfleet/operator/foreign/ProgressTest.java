package io.shopfleet.operator.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What another operator says of a server")
class ProgressTest {
    private static final String TRUE = "[{type: Ready, status: 'True'}]";

    private static GenericKubernetesResource object(String kind, String name, String status) {
        return Serialization.unmarshal("""
                apiVersion: example.com/v1
                kind: %s
                metadata: {name: %s, generation: 2}
                status: %s
                """.formatted(kind, name, status), GenericKubernetesResource.class);
    }

    private static Progress cluster(String status) {
        return CloudNativeProgress.of(object("Cluster", "db", status));
    }

    private static Progress kafka(String kafka, String user) {
        return StrimziProgress.of(object("Kafka", "k", kafka), object("KafkaUser", "u", user));
    }

    @Test
    void isShownInItsOwnWordsWhileItIsNotReady() {
        assertThat(cluster("{}")).isEqualTo(new Progress.Waiting("Cluster db is not ready yet"));
        assertThat(cluster("{phase: Setting up primary}")).isEqualTo(new Progress.Waiting("Setting up primary"));
        assertThat(cluster("{phase: x, conditions: [{type: Ready, status: 'False', message: \"no\\nroom\"}]}"))
                .isEqualTo(new Progress.Waiting("no room"));
        assertThat(kafka("{conditions: [{type: NotReady, status: 'True', message: being deployed}]}", "{}"))
                .isEqualTo(new Progress.Waiting("being deployed"));
        assertThat(kafka("{conditions: " + TRUE + "}", "{}")).isEqualTo(new Progress.Waiting("KafkaUser u is not ready yet"));
    }

    @Test
    void isCutWhereItIsLong() {
        assertThat(cluster("{phase: " + "x".repeat(300) + "}")).isEqualTo(new Progress.Waiting("x".repeat(199) + "…"));
    }

    @Test
    void doesNotCountWhereItSpeaksOfWhatWasAskedBefore() {
        assertThat(kafka("{observedGeneration: 1, conditions: " + TRUE + "}", "{conditions: " + TRUE + "}"))
                .isEqualTo(new Progress.Waiting("Kafka k is not ready yet"));
    }

    @Test
    void tellsWhereTheServerAndItsAccountAre() {
        assertThat(cluster("{conditions: " + TRUE + "}")).isEqualTo(new Progress.Ready(
                List.of(), "db-superuser", Optional.empty(), Optional.empty(), Optional.of("db-ca")));
        assertThat(kafka("{conditions: " + TRUE + ", listeners: [{name: other, bootstrapServers: 'no:1'}, "
                        + "{name: shopfleet, bootstrapServers: 'a:9093,b:9093', certificates: [one, two]}]}",
                "{secret: s, username: admin, conditions: " + TRUE + "}"))
                .isEqualTo(new Progress.Ready(
                        List.of("a:9093", "b:9093"), "s", Optional.of("admin"), Optional.of("one\ntwo"), Optional.empty()));
    }

    @Test
    void isNotEnoughWithoutAnAddress() {
        assertThat(kafka("{conditions: " + TRUE + ", listeners: [{name: shopfleet}]}", "{conditions: " + TRUE + "}"))
                .isEqualTo(new Progress.Waiting("Kafka k does not tell its address yet"));
    }
}
