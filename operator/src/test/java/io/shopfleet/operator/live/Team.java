package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.testkit.ApiServer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A team with a namespace of its own, which applies YAML as kubectl would and looks at what becomes of it. */
final class Team {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final String namespace;
    final KubernetesClient client;

    private Team(ApiServer server, String environment) {
        client = server.admin();
        namespace = server.newNamespace("shop", Map.of("shopfleet.io/environment", environment));
    }

    /** A namespace that the environment of this name admits; the environment is applied too. */
    static Team in(ApiServer server, String environment) {
        var team = new Team(server, environment);
        team.applyEnvironment(environment);
        return team;
    }

    /** With further lines of its spec. */
    void applyEnvironment(String name, String... lines) {
        apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: %1$s}
                spec:
                  allowedNamespaces: {selector: {matchLabels: {shopfleet.io/environment: %1$s}}}
                """.formatted(name) + further(lines));
    }

    /** Lines of a spec, as they follow others. */
    static String further(String... lines) {
        return Stream.of(lines).map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    /** Field by field as written, so that nothing our own classes do to a resource can hide a mistake. */
    void apply(String yaml) {
        GenericKubernetesResource object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        if (!object.getKind().equals("ShopEnvironment")) {
            object.getMetadata().setNamespace(namespace);
        }
        client.resource(object).fieldManager("team").forceConflicts().serverSideApply();
    }

    ShopService service(String name) {
        return client.resources(ShopService.class).inNamespace(namespace).withName(name).get();
    }

    /** Waits until the service has a status and is as the assertions say. */
    void sees(String name, Consumer<ShopService> assertions) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            ShopService service = service(name);
            assertThat(service.getStatus()).as("status of " + name).isNotNull();
            assertions.accept(service);
        });
    }
}
