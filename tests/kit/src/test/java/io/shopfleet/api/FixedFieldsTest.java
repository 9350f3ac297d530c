package io.shopfleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Fields that name something outside never change")
class FixedFieldsTest {
    private final Admission admission = new Admission();

    @Test
    void theNameOfATopic() {
        JsonNode stored = admission.create(Example.valid("topic-everything").object());
        for (String field : List.of("environment", "provider", "topicName")) {
            assertThat(admission.errorsOfChange(with(stored, field, "other"))).containsExactly(
                    "spec." + field + ": Invalid value: " + field + " cannot be changed; make another ShopTopic");
        }
        ObjectNode unnamed = stored.deepCopy();
        ((ObjectNode) unnamed.path("spec")).remove("topicName");
        assertThat(admission.errorsOfChange(unnamed))
                .containsExactly("spec.topicName: Invalid value: topicName cannot be changed; make another ShopTopic");
        assertThat(admission.errorsOfChange(with(stored, "onLoss", "Report"))).isEmpty();
    }

    @Test
    void aTopicThatIsCalledLikeItsResourceGetsNoOtherName() {
        JsonNode stored = admission.create(Example.valid("topic-smallest").object());
        assertThat(admission.errorsOfChange(with(stored, "topicName", "other")))
                .containsExactly("spec.topicName: Invalid value: topicName cannot be changed; make another ShopTopic");
    }

    /** Kafka cannot take any away, and a number that is left out stands for whatever there is. */
    @Test
    void thePartitionsOfATopicOnlyGrow() {
        JsonNode stored = admission.create(Example.valid("topic-everything").object());
        ObjectNode fewer = stored.deepCopy();
        ((ObjectNode) fewer.path("spec")).put("partitions", 5);
        assertThat(admission.errorsOfChange(fewer))
                .containsExactly("spec.partitions: Invalid value: partitions can only grow: Kafka cannot take any away");
        ObjectNode more = stored.deepCopy();
        ((ObjectNode) more.path("spec")).put("partitions", 7);
        assertThat(admission.errorsOfChange(more)).isEmpty();
        ObjectNode unsaid = stored.deepCopy();
        ((ObjectNode) unsaid.path("spec")).remove("partitions");
        assertThat(admission.errorsOfChange(unsaid)).isEmpty();
    }

    @Test
    void theKeySpaceOfACache() {
        JsonNode stored = admission.create(Example.valid("cache-everything").object());
        assertThat(admission.errorsOfChange(with(stored, "environment", "other")))
                .containsExactly("spec.environment: Invalid value: environment cannot be changed; make another ShopCache");
        assertThat(admission.errorsOfChange(with(stored, "provider", "other")))
                .containsExactly("spec.provider: Invalid value: provider cannot be changed; make another ShopCache");
        assertThat(admission.errorsOfChange(with(stored, "keySpace", "other")))
                .containsExactly("spec.keySpace: Invalid value: keySpace cannot be changed; make another ShopCache");
        ObjectNode without = stored.deepCopy();
        ((ObjectNode) without.path("spec")).remove("keySpace");
        assertThat(admission.errorsOfChange(without))
                .containsExactly("spec.keySpace: Invalid value: keySpace cannot be changed; make another ShopCache");
        assertThat(admission.errorsOfChange(with(stored, "deletionPolicy", "Retain"))).isEmpty();
    }

    @Test
    void aCacheThatIsCalledLikeItsResourceGetsNoOtherName() {
        JsonNode stored = admission.create(Example.valid("cache-smallest").object());
        assertThat(admission.errorsOfChange(with(stored, "keySpace", "other")))
                .containsExactly("spec.keySpace: Invalid value: keySpace cannot be changed; make another ShopCache");
    }

    @Test
    void thePlaceOfADatabase() {
        JsonNode stored = admission.create(Example.valid("database-everything").object());
        for (String field : List.of("environment", "provider", "databaseName", "schema")) {
            assertThat(admission.errorsOfChange(with(stored, field, "other"))).containsExactly(
                    "spec." + field + ": Invalid value: " + field + " cannot be changed; make another ShopDatabase");
        }
        assertThat(admission.errorsOfChange(with(stored, "onDrift", "Repair"))).isEmpty();
    }

    @Test
    void theServersOfAnEnvironment() {
        JsonNode stored = admission.create(Example.valid("environment-embedded").object());
        assertThat(admission.errorsOfChange(with(stored, "backendNamespace", "other"))).containsExactly(
                "spec.backendNamespace: Invalid value: backendNamespace cannot be changed; make another ShopEnvironment");
        for (String server : List.of("kafka", "postgres", "cache")) {
            ObjectNode larger = stored.deepCopy();
            ((ObjectNode) larger.at("/spec/" + server + "/embedded")).put("storage", "5Gi");
            ObjectNode without = stored.deepCopy();
            ((ObjectNode) without.at("/spec/" + server + "/embedded")).remove("storage");
            assertThat(List.of(admission.errorsOfChange(larger), admission.errorsOfChange(without))).containsOnly(List.of("spec." + server
                    + ".embedded.storage: Invalid value: storage cannot be changed; make another ShopEnvironment"));
        }
        admission.delete(stored);
    }

    private static JsonNode with(JsonNode stored, String field, String value) {
        ObjectNode changed = stored.deepCopy();
        ((ObjectNode) changed.path("spec")).put(field, value);
        return changed;
    }
}
