package io.shopfleet.operator.live;

/** A service with every field that the schema would give a default, since a looser schema gives none. */
public final class SpelledOut {
    private SpelledOut() {}

    public static String healthy(String environment, String version) {
        return """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: healthy}
                spec:
                  environment: %s
                  image: registry.example/shop/healthy:%s
                  replicas: 1
                  ports: [{name: http, port: 8080, protocol: HTTP}]
                  pod: {topologyKey: kubernetes.io/hostname}
                  rollout: {strategy: Rolling, progressDeadline: 10m, history: 3}
                  paused: false
                """.formatted(environment, version);
    }
}
