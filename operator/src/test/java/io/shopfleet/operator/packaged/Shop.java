package io.shopfleet.operator.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.PackagedOperator;
import io.shopfleet.testkit.PlayedNode;
import io.shopfleet.testkit.PodOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** A team's namespace with an environment, and a node that makes every pod ready but those of images called never-ready. */
final class Shop implements AutoCloseable {
    final String namespace;
    final KubernetesClient client;
    private final PlayedNode node;

    private Shop(ApiServer server) {
        client = server.admin();
        namespace = server.newNamespace("shop", Map.of());
        client.namespaces().withName(namespace).edit(found -> {
            found.getMetadata().getLabels().put("shopfleet.io/environment", namespace);
            return found;
        });
        node = PlayedNode.in(server, namespace).when(image -> image.contains("never-ready"), PodOutcome.NEVER_READY);
    }

    static Shop open(ApiServer server) {
        var shop = new Shop(server);
        shop.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: %1$s}
                spec:
                  allowedNamespaces: {selector: {matchLabels: {shopfleet.io/environment: %1$s}}}
                """.formatted(shop.namespace));
        return shop;
    }

    /** Applies the YAML as kubectl would, into this namespace unless its kind has none. */
    void apply(String yaml) {
        GenericKubernetesResource object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        if (!object.getKind().equals("ShopEnvironment")) {
            object.getMetadata().setNamespace(namespace);
        }
        client.resource(object).fieldManager("team").forceConflicts().serverSideApply();
    }

    /** A service of one replica with this image tag. */
    void applyService(String name, String tag) {
        apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: %s}
                spec: {environment: %s, image: "registry.example/shop/any:%s"}
                """.formatted(name, namespace, tag));
    }

    ShopService service(String name) {
        return client.resources(ShopService.class).inNamespace(namespace).withName(name).get();
    }

    /** Waits until the service is as the assertions say. */
    void sees(String name, Consumer<ShopService> assertions) {
        await().atMost(PackagedOperator.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertions.accept(service(name)));
    }

    /** Waits until the service runs this version and all that was asked for is in place. */
    void seesRunning(String name, String version) {
        sees(name, service -> {
            assertThat(service.getStatus()).as(name).isNotNull();
            assertThat(service.getStatus().phase())
                    .as("%s: %s", name, service.getStatus())
                    .isEqualTo(Phase.Running);
            assertThat(service.getStatus().version()).isEqualTo(version);
        });
    }

    @Override
    public void close() {
        node.close();
    }
}
