package io.shopfleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ShopService;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples against the real API server. */
class ExamplesTest {
    private final Admission admission = new Admission();

    @TestFactory
    Stream<DynamicTest> aValidExampleIsAcceptedAndReadInFull() {
        return Example.all("valid").stream().map(example -> DynamicTest.dynamicTest(example.name(), () -> {
            JsonNode stored = admission.create(example.object());
            JsonNode applied = admission.apply(example.object());
            admission.delete(stored);
            assertThat(applied.path("spec")).isEqualTo(stored.path("spec"));
            Class<?> type = Class.forName(ShopService.class.getPackageName() + "." + stored.path("kind").asText());
            var read = (CustomResource<?, ?>) Serialization.jsonMapper().treeToValue(stored, type);
            assertThat(Serialization.jsonMapper().readTree(Serialization.asJson(read.getSpec())))
                    .as("what the Java types hold of it").isEqualTo(stored.path("spec"));
        }));
    }

    @TestFactory
    Stream<DynamicTest> anInvalidExampleIsRefusedWithExactlyItsMessage() {
        return Example.all("invalid").stream().map(example -> DynamicTest.dynamicTest(example.name(), () ->
                assertThat(admission.errors(example.object())).containsExactly(example.error())));
    }

    @TestFactory
    Stream<DynamicTest> anInvalidExampleDiffersFromAnAcceptedOneInOnePlace() {
        return Example.all("invalid").stream().map(example -> DynamicTest.dynamicTest(example.name(), () -> {
            JsonNode twin = example.twin().object();
            List<String> places = Difference.between(twin, example.object());
            assertThat(places).hasSize(1);
            assertThat(admission.errors(twin)).isEmpty();
        }));
    }
}
