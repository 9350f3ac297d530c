package io.shopfleet.operator.cluster.reading;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("The client of a plan")
class ReadOnlyTest {
    private static final String REFUSED = "a plan writes nothing";
    private static final ConfigMap MAP =
            new ConfigMapBuilder().withNewMetadata().withName("a").withNamespace("b").endMetadata().build();

    private static final Map<String, Consumer<KubernetesClient>> WRITES = Map.of(
            "create", client -> client.resource(MAP).create(),
            "create as a dry run", client -> client.resource(MAP).dryRun().create(),
            "update", client -> client.raw("/api/v1/namespaces/b/configmaps/a", "PUT", MAP),
            "server-side apply", client -> client.resource(MAP).serverSideApply(),
            "delete", client -> client.resource(MAP).delete(),
            "raw", client -> client.raw("/api/v1/namespaces/b/configmaps/a", "DELETE", null));

    /** Nobody listens there: a request that leaves the process fails in another way. */
    private static KubernetesClient client() {
        return Server.client(new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:1")
                .build());
    }

    @TestFactory
    Stream<DynamicTest> letsNoWriteOutOfTheProcess() {
        return WRITES.entrySet().stream().map(write -> DynamicTest.dynamicTest(write.getKey(), () -> {
            try (KubernetesClient client = client()) {
                assertThatThrownBy(() -> write.getValue().accept(client)).hasStackTraceContaining(REFUSED);
            }
        }));
    }

    @Test
    void letsReadsOut() {
        try (KubernetesClient client = client()) {
            assertThatThrownBy(() -> client.resource(MAP).get())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasStackTraceContaining("127.0.0.1:1");
        }
    }
}
