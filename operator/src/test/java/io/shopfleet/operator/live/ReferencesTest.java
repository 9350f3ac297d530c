package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferencesTest extends Story {

    private void sees(String service, Phase phase, Reason reason, String message) {
        team.sees(service, found -> {
            assertThat(found.getStatus().phase()).isEqualTo(phase);
            assertThat(found.getStatus().problems()).singleElement().satisfies(problem -> {
                assertThat(problem.reason()).isEqualTo(reason);
                assertThat(problem.message()).isEqualTo(message);
            });
        });
    }

    @Test
    void aConsumerWaitsForItsProviderAndStartsWhenItComes() {
        apply("orders", "registry.example/orders:1.0.0", 1, "dependencies: [{name: catalog, service: {name: catalog}}]");
        team.sees("orders", service -> {
            assertThat(service.getStatus().phase()).isEqualTo(Phase.Waiting);
            assertThat(service.getStatus().waitingOn()).isEqualTo("catalog");
            assertThat(service.getStatus().dependencies()).singleElement().satisfies(edge -> {
                assertThat(edge.verdict()).isEqualTo(Verdict.Broken);
                assertThat(edge.reason()).isEqualTo(Reason.DependencyMissing);
            });
            assertThat(condition(service, "Stalled").getStatus()).isEqualTo("False");
        });
        assertThat(podUids()).isEmpty();
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        runs("catalog", "1.0.0");
        runs("orders", "1.0.0");
        var pod = client.pods().inNamespace(team.namespace).withLabel("shopfleet.io/service", "orders").list().getItems()
                .getFirst();
        assertThat(pod.getSpec().getContainers().getFirst().getEnv())
                .anyMatch(variable -> variable.getName().equals("SHOPFLEET_CATALOG_URL")
                        && variable.getValue().equals("http://catalog." + team.namespace + ".svc"));
    }

    @Test
    void aProviderThatComesGoesOrChangesRestartsNoConsumer() {
        apply("orders", "registry.example/orders:1.0.0", 1,
                "dependencies: [{name: catalog, service: {name: catalog}, require: Optional}]");
        runs("orders", "1.0.0");
        var before = podUids();
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        runs("catalog", "1.0.0");
        client.resource(team.service("catalog")).delete();
        team.sees("orders", service ->
                assertThat(service.getStatus().dependencies().getFirst().verdict()).isEqualTo(Verdict.Broken));
        runs("orders", "1.0.0");
        assertThat(podUids()).containsAll(before);
    }

    @Test
    void aSecretIsMissingThenUnlabelledThenLacksTheKeyThenEverythingRuns() {
        apply("orders", "registry.example/orders:1.0.0", 1,
                "env: [{name: TOKEN, secretKeyRef: {name: card, key: token}}]");
        sees("orders", Phase.Blocked, Reason.SecretMissing, "there is no Secret card in the service's namespace");
        var secret = new SecretBuilder()
                .withNewMetadata().withName("card").withNamespace(team.namespace).endMetadata()
                .withStringData(Map.of("other", "x"));
        client.resource(secret.build()).create();
        apply("orders", "registry.example/orders:1.0.1", 1,
                "env: [{name: TOKEN, secretKeyRef: {name: card, key: token}}]");
        sees("orders", Phase.Blocked, Reason.SecretNotBindable,
                "Secret card exists but lacks the label shopfleet.io/bindable=true");
        server.kubectl().run("label", "secret", "card", "shopfleet.io/bindable=true", "--namespace", team.namespace);
        sees("orders", Phase.Blocked, Reason.KeyMissing, "Secret card has no key token");
        client.secrets().inNamespace(team.namespace).withName("card").edit(found -> {
            found.setStringData(Map.of("token", "y"));
            return found;
        });
        runs("orders", "1.0.1");
    }

    @Test
    void anEnvironmentThatComesLaterLetsEverythingStart() {
        String later = environment + "-later";
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        runs("catalog", "1.0.0");
        team.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders}
                spec: {environment: %s, image: "registry.example/orders:1.0.0"}
                """.formatted(later));
        sees("orders", Phase.Blocked, Reason.EnvironmentMissing, "there is no ShopEnvironment " + later);
        team.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: %s}
                spec:
                  allowedNamespaces: {selector: {matchLabels: {team: blue}}}
                  images: {allowedRepositories: [registry.example/shop]}
                """.formatted(later));
        team.sees("orders", service -> assertThat(service.getStatus().problems())
                .extracting(problem -> problem.reason())
                .containsExactly(Reason.NamespaceNotAllowed, Reason.ImageNotAllowed));
        server.kubectl().run("label", "namespace", team.namespace, "team=blue");
        sees("orders", Phase.Blocked, Reason.ImageNotAllowed,
                "ShopEnvironment " + later + " does not allow images from where registry.example/orders:1.0.0 lies");
        team.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders}
                spec: {environment: %s, image: "registry.example/shop/orders:1.0.0"}
                """.formatted(later));
        runs("orders", "1.0.0");
    }
}
