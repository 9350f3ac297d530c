package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import java.util.List;

/** A Deployment and a Service that are there before the service, and a service that asks to take them over. */
abstract class Before extends Story {
    static final String LEGACY = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: catalog}
            spec:
              replicas: 2
              selector: {matchLabels: {app: catalog}}
              template:
                metadata: {labels: {app: catalog, tier: backend}}
                spec:
                  containers:
                    - name: web
                      image: registry.example/catalog:1.0.0
                      ports: [{containerPort: 8080}]
                      env: [{name: MODE, value: fast}]
            """;

    static final String ADDRESS = """
            apiVersion: v1
            kind: Service
            metadata: {name: catalog}
            spec:
              selector: {app: catalog, tier: backend}
              ports: [{name: web, port: 80, targetPort: 8080}]
            """;

    static final String LABELS = "pod: {labels: {app: catalog, tier: backend}}";

    void legacy() {
        team.apply(LEGACY);
        team.apply(ADDRESS);
        soon(() -> assertThat(client.apps().deployments().inNamespace(team.namespace).withName("catalog").get().getStatus()
                        .getAvailableReplicas())
                .isEqualTo(2));
    }

    void adopts(String image, int replicas, String... lines) {
        team.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: catalog, annotations: {shopfleet.io/adopt: "true"}}
                spec:
                  environment: %s
                  image: %s
                  replicas: %d
                  ports: [{name: http, port: 8080}]
                """.formatted(environment, image, replicas) + Team.further(lines));
    }

    /** From the moment on at which the Service leads to both pods. */
    Reached reached() {
        var reached = new Reached(client, team.namespace, "catalog");
        soon(() -> assertThat(reached.pods).contains(2));
        reached.pods.clear();
        return reached;
    }

    Service address() {
        return client.services().inNamespace(team.namespace).withName("catalog").get();
    }

    List<String> deployments() {
        return client.apps().deployments().inNamespace(team.namespace).list().getItems().stream()
                .map(found -> found.getMetadata().getName())
                .toList();
    }
}
