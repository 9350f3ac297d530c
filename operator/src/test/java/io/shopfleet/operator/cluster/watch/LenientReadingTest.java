package io.shopfleet.operator.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Marks;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An object of whatever content is read; what does not fit is left out and named")
class LenientReadingTest {
    /** The deepest that the API server stores. */
    private static final int DEEPEST = 10_000;

    private static final String LONG = "x".repeat(100_000);

    private static final KubernetesSerialization READING =
            new KubernetesSerialization(LenientReading.configure(new ObjectMapper()), true);

    static Stream<Arguments> poison() {
        return Stream.of(
                Arguments.of("a list where a text belongs", "{\"image\": [\"a\"]}", "spec.image"),
                Arguments.of("a text where a list belongs", "{\"ports\": \"http\"}", "spec.ports"),
                Arguments.of("a number that no integer holds", "{\"ports\": [{\"port\": 9999999999}]}", "spec.ports[0].port"),
                Arguments.of("a text where a record belongs", "{\"rollout\": \"fast\"}", "spec.rollout"),
                Arguments.of("a specification that is none", "7", "spec"),
                Arguments.of("lists in lists to the limit", "{\"config\": {\"a\": " + nested() + "}}", "spec.config.a"),
                Arguments.of("a field that this version does not know", "{\"unknown\": " + nested() + "}", "spec.unknown"),
                Arguments.of("a name as long as a document", "{\"" + LONG + "\": 1}", "spec." + LONG));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poison")
    void takesAwayTheSpecAndNamesTheField(String what, String spec, String path) {
        ShopService service = read(spec, "{\"phase\": \"Running\"}");
        assertThat(service.getMetadata().getName()).isEqualTo("orders");
        assertThat(service.getSpec()).isNull();
        assertThat(service.getMetadata().getAnnotations()).containsEntry(Marks.UNREADABLE, path);
        assertThat(service.getStatus()).isNotNull();
    }

    @Test
    void anUnknownValueOfAnEnumerationIsNull() {
        ShopService service = read("{\"image\": \"a\", \"rollout\": {\"strategy\": \"Teleport\"}}", "{}");
        assertThat(service.getSpec().image()).isEqualTo("a");
        assertThat(service.getSpec().rollout().strategy()).isNull();
    }

    @Test
    void aStatusThatDoesNotFitLeavesTheSpecAlone() {
        ShopService service = read("{\"image\": \"a\"}", "{\"conditions\": \"yes\"}");
        assertThat(service.getSpec().image()).isEqualTo("a");
        assertThat(service.getStatus()).isNull();
        assertThat(service.getMetadata().getAnnotations()).doesNotContainKey(Marks.UNREADABLE);
    }

    @Test
    void whatFitsInNeitherPartLosesBoth() {
        ShopService service = read("{\"image\": [\"a\"]}", "{\"conditions\": \"yes\"}");
        assertThat(service.getSpec()).isNull();
        assertThat(service.getStatus()).isNull();
        assertThat(service.getMetadata().getAnnotations()).containsEntry(Marks.UNREADABLE, "spec.image");
    }

    private static String nested() {
        return "[".repeat(DEEPEST) + "]".repeat(DEEPEST);
    }

    private static ShopService read(String spec, String status) {
        return READING.unmarshal(
                """
                {"apiVersion": "shopfleet.io/v1alpha1", "kind": "ShopService", "metadata": {"name": "orders"},
                 "spec": %s, "status": %s}
                """.formatted(spec, status),
                ShopService.class);
    }
}
