package io.shopfleet.bench;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.testkit.ApiServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** ShopServices by the hundred in namespaces of a hundred each, in one environment. */
final class Estate {
    private static final int PER_NAMESPACE = 100;
    private static final List<String> KINDS = List.of(
            "/apis/shopfleet.io/v1alpha1/%s/shopservices",
            "/apis/apps/v1/%s/deployments",
            "/apis/apps/v1/%s/controllerrevisions",
            "/api/v1/%s/services",
            "/api/v1/%s/configmaps",
            "/api/v1/%s/serviceaccounts",
            "/apis/policy/v1/%s/poddisruptionbudgets",
            "/apis/events.k8s.io/v1/%s/events");

    /** One service by namespace and name. */
    record Name(String namespace, String name) {
    }

    final String environment;
    final List<Name> names;
    private final ApiServer server;
    private final KubernetesClient admin;
    private final List<String> namespaces;

    Estate(ApiServer server, int size) {
        this.server = server;
        admin = server.admin();
        namespaces = IntStream.range(0, Math.ceilDiv(size, PER_NAMESPACE))
                .mapToObj(n -> server.newNamespace("bench", Map.of()))
                .toList();
        environment = namespaces.getFirst();
        names = IntStream.range(0, size)
                .mapToObj(n -> new Name(namespaces.get(n / PER_NAMESPACE), "service-%05d".formatted(n)))
                .toList();
    }

    void applyEnvironment() {
        apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: %s}
                spec: {allowedNamespaces: {selector: {}}}
                """.formatted(environment));
    }

    void applyServices() {
        Crowd.each(names, name -> apply(service(name, "1.0.0")));
    }

    void applyService(Name name, String version) {
        apply(service(name, version));
    }

    /** A service as they are: two replicas, a port, probes, settings. */
    private String service(Name name, String version) {
        return """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: %s, namespace: %s}
                spec:
                  environment: %s
                  image: registry.example/shop/%1$s:%s
                  replicas: 2
                  ports: [{name: http, port: 8080}]
                  resources: {requests: {cpu: 100m, memory: 256Mi}, limits: {memory: 320Mi}}
                  env: [{name: LOG_LEVEL, value: INFO}, {name: GREETING, value: hello}]
                  config: {pricing.currency: EUR, page.size: "50"}
                  health: {liveness: /q/health/live, readiness: /q/health/ready}
                """.formatted(name.name(), name.namespace(), environment, version);
    }

    private void apply(String yaml) {
        var object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        admin.resource(object).fieldManager("team").forceConflicts().serverSideApply();
    }

    ShopService service(Name name) {
        return admin.resources(ShopService.class).inNamespace(name.namespace()).withName(name.name()).get();
    }

    /** How many services are as the predicate says. */
    long count(Predicate<ShopService> predicate) {
        return namespaces.stream()
                .flatMap(namespace -> admin.resources(ShopService.class).inNamespace(namespace).list().getItems().stream())
                .filter(predicate)
                .count();
    }

    /** Ready, at what its spec says now. */
    static boolean ready(ShopService service) {
        return has(service, "Ready", "True")
                && service.getMetadata().getGeneration().equals(service.getStatus().observedGeneration());
    }

    static boolean has(ShopService service, String type, String value) {
        return service.getStatus() != null
                && service.getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals(type) && condition.getStatus().equals(value));
    }

    /** Takes all objects away, whoever made them; nothing else runs that would. Addresses take the server their time. */
    void clear() {
        var patient = new ConfigBuilder(server.config("admin", "system:masters"))
                .withRequestTimeout((int) Duration.ofMinutes(5).toMillis()).build();
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(patient).build()) {
            KINDS.forEach(kind -> namespaces.forEach(namespace -> client.raw(
                    kind.formatted("namespaces/" + namespace), "DELETE",
                    Map.of("apiVersion", "v1", "kind", "DeleteOptions", "propagationPolicy", "Background"))));
        }
    }
}
