package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopService;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitsTest extends Story {

    private void limits(String limits) {
        team.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: %1$s}
                spec:
                  allowedNamespaces: {selector: {matchLabels: {shopfleet.io/environment: %1$s}}}
                  limits: {%2$s}
                """.formatted(environment, limits));
    }

    private void isRefused(String name, String limit, int most, int others, int asks) {
        team.sees(name, service -> {
            assertThat(service.getStatus().observedGeneration()).isEqualTo(service.getMetadata().getGeneration());
            assertThat(service.getStatus().phase()).isEqualTo(Phase.Blocked);
            assertThat(service.getStatus().problems()).singleElement().satisfies(problem -> {
                assertThat(problem.reason()).isEqualTo(Reason.LimitExceeded);
                assertThat(problem.message()).isEqualTo(
                        "limit %s of ShopEnvironment %s for namespace %s is %d; other services use %d, this one asks for %d"
                                .formatted(limit, environment, team.namespace, most, others, asks));
            });
        });
    }

    private List<String> podUids(String service) {
        return client.pods().inNamespace(team.namespace).withLabel("shopfleet.io/service", service).list().getItems().stream()
                .map(pod -> pod.getMetadata().getUid())
                .toList();
    }

    @Test
    void whatANeighbourSetsFreeLetsTheNextOneStartAndWhatServesIsNeverTakenAway() {
        limits("replicas: 3");
        apply("catalog", "registry.example/catalog:1.0.0", 2);
        runs("catalog", "1.0.0");
        apply("orders", "registry.example/orders:1.0.0", 2);
        isRefused("orders", "replicas", 3, 2, 2);
        assertThat(podUids("orders")).isEmpty();

        apply("catalog", "registry.example/catalog:1.0.0", 1);
        runs("orders", "1.0.0");
        var serving = podUids("orders");
        assertThat(serving).hasSize(2);

        apply("orders", "registry.example/orders:2.0.0", 3);
        isRefused("orders", "replicas", 3, 1, 3);
        assertThat(podUids("orders")).containsExactlyInAnyOrderElementsOf(serving);
        assertThat(condition(team.service("orders"), "Available").getStatus()).isEqualTo("True");

        client.resource(team.service("catalog")).delete();
        runs("orders", "2.0.0");
        limits("replicas: 1");
        runs("orders", "2.0.0");
        team.sees("orders", service -> assertThat(service.getStatus().granted().replicas()).isEqualTo(3));
    }

    @Test
    void ofThreeThatComeAtOnceTwoAreLetInAndStay() {
        limits("services: 2");
        List<String> names = List.of("alpha", "beta", "gamma");
        names.reversed().forEach(name -> apply(name, "registry.example/" + name + ":1.0.0", 1));
        await().atMost(Duration.ofSeconds(60)).until(() -> phases(names).filter(Phase.Running::equals).count() == 2
                && phases(names).filter(Phase.Blocked::equals).count() == 1);
        List<Phase> settled = phases(names).toList();
        names.forEach(name -> apply(name, "registry.example/" + name + ":1.0.1", 1));
        await().atMost(Duration.ofSeconds(60)).until(() -> names.stream()
                .map(team::service)
                .allMatch(service -> service.getStatus().observedGeneration().equals(service.getMetadata().getGeneration())
                        && service.getStatus().candidate() == null));
        assertThat(phases(names).toList()).isEqualTo(settled);
    }

    private Stream<Phase> phases(List<String> names) {
        return names.stream().map(team::service).map(ShopService::getStatus).map(status -> status == null ? Phase.Pending : status.phase());
    }
}
