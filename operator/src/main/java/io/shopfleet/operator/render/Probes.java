package io.shopfleet.operator.render;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.shopfleet.api.v1alpha1.Health;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import java.util.Optional;

/**
 * How the node asks the application. With ports but no health, readiness is that the first port accepts connections;
 * a worker without either is ready when it runs (and stays so for a while, see {@link RevisionObjects}).
 */
record Probes(Probe startup, Probe liveness, Probe readiness) {

    static Probes of(ShopServiceSpec spec) {
        if (spec.ports().isEmpty()) {
            return new Probes(null, null, null);
        }
        String first = spec.ports().getFirst().name();
        Optional<Health> health = Optional.ofNullable(spec.health());
        String port = health.map(Health::port).orElse(first);
        Probe startup = health.map(Health::startup).map(path -> http(port, path, 2, 60)).orElse(null);
        Probe liveness = health.map(Health::liveness).map(path -> http(port, path, 10, 3)).orElse(null);
        Probe readiness = health.map(Health::readiness)
                .map(path -> http(port, path, 3, 2))
                .orElseGet(() -> probe(3, 2)
                        .withNewTcpSocket()
                        .withPort(new IntOrString(port))
                        .endTcpSocket()
                        .build());
        return new Probes(startup, liveness, readiness);
    }

    void addTo(ContainerBuilder container) {
        container.withStartupProbe(startup).withLivenessProbe(liveness).withReadinessProbe(readiness);
    }

    private static Probe http(String port, String path, int period, int failures) {
        return probe(period, failures)
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(port))
                .endHttpGet()
                .build();
    }

    private static ProbeBuilder probe(int period, int failures) {
        return new ProbeBuilder().withPeriodSeconds(period).withTimeoutSeconds(3).withFailureThreshold(failures);
    }
}
