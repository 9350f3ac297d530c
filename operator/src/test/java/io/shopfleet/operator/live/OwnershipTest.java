package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.testkit.Edit;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

class OwnershipTest extends Story {

    /** A repair is one write, with no rollout to wait for. */
    private static void atOnce(ThrowingRunnable assertions) {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100)).untilAsserted(assertions);
    }

    private Resource<Deployment> deployment(String service) {
        String revision = team.service(service).getStatus().serving().revision();
        return client.apps().deployments().inNamespace(team.namespace).withName(service + "-" + revision);
    }

    @Test
    void anEditedFieldThatTheOperatorOwnsIsPutRightWithOneEvent() {
        apply("catalog", "registry.example/catalog:1.0.0", 2);
        runs("catalog", "1.0.0");
        Edit.persistently(() -> deployment("catalog").edit(found -> {
            found.getSpec().getTemplate().getSpec().getContainers().getFirst().setImage("registry.example/other:6");
            return found;
        }));
        atOnce(() -> assertThat(deployment("catalog").get().getSpec().getTemplate().getSpec().getContainers().getFirst().getImage())
                .isEqualTo("registry.example/catalog:1.0.0"));
        atOnce(() -> assertThat(eventReasons("catalog")).filteredOn("DriftRepaired"::equals).hasSize(1));
    }

    @Test
    void replicasChangedByHandOnTheDeploymentGoBackToTheSpec() {
        apply("catalog", "registry.example/catalog:1.0.0", 2);
        runs("catalog", "1.0.0");
        deployment("catalog").scale(5);
        atOnce(() -> assertThat(eventReasons("catalog")).filteredOn("DriftRepaired"::equals).hasSize(1));
        atOnce(() -> assertThat(deployment("catalog").get().getSpec().getReplicas()).isEqualTo(2));
    }

    @Test
    void deletedObjectsComeBack() {
        apply("catalog", "registry.example/catalog:1.0.0", 2);
        runs("catalog", "1.0.0");
        String revision = team.service("catalog").getStatus().serving().revision();
        client.services().inNamespace(team.namespace).withName("catalog").delete();
        client.configMaps().inNamespace(team.namespace).withName("catalog-" + revision).delete();
        client.policy().v1().podDisruptionBudget().inNamespace(team.namespace).withName("catalog").delete();
        atOnce(() -> {
            assertThat(client.services().inNamespace(team.namespace).withName("catalog").get()).isNotNull();
            assertThat(client.configMaps().inNamespace(team.namespace).withName("catalog-" + revision).get()).isNotNull();
            assertThat(client.policy().v1().podDisruptionBudget().inNamespace(team.namespace).withName("catalog").get())
                    .isNotNull();
        });
    }

    @Test
    void foreignLabelsAndAnnotationsAreLeftAlone() {
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        runs("catalog", "1.0.0");
        Edit.persistently(() -> deployment("catalog").edit(found -> {
            found.getMetadata().getLabels().put("example.com/team", "blue");
            return found;
        }));
        apply("catalog", "registry.example/catalog:1.0.0", 2);
        runs("catalog", "1.0.0");
        assertThat(deployment("catalog").get().getMetadata().getLabels()).containsEntry("example.com/team", "blue");
        assertThat(eventReasons("catalog")).doesNotContain("DriftRepaired");
    }

    @Test
    void anObjectOfTheSameNameThatIsSomebodyElsesIsNeverTouched() {
        var foreign = client.resource(new ServiceBuilder()
                        .withNewMetadata().withName("catalog").withNamespace(team.namespace).endMetadata()
                        .withNewSpec().addToSelector("app", "legacy").addNewPort().withPort(80).endPort().endSpec()
                        .build())
                .create();
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        team.sees("catalog", service -> {
            assertThat(service.getStatus().phase()).isEqualTo(Phase.Failed);
            assertThat(service.getStatus().problems()).singleElement().satisfies(problem -> {
                assertThat(problem.reason()).isEqualTo(Reason.NotOwned);
                assertThat(problem.message())
                        .isEqualTo("Service catalog exists and is not this service's; it is left alone");
            });
        });
        var now = client.services().inNamespace(team.namespace).withName("catalog").get();
        assertThat(now.getMetadata().getResourceVersion()).isEqualTo(foreign.getMetadata().getResourceVersion());
    }

    @Test
    void whatTheSpecNoLongerAsksForIsRemoved() {
        apply("catalog", "registry.example/catalog:1.0.0", 2, "pod: {serviceAccountAnnotations: {example.com/role: reader}}");
        runs("catalog", "1.0.0");
        assertThat(client.policy().v1().podDisruptionBudget().inNamespace(team.namespace).withName("catalog").get())
                .isNotNull();
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        atOnce(() -> {
            assertThat(client.policy().v1().podDisruptionBudget().inNamespace(team.namespace).withName("catalog").get())
                    .isNull();
            assertThat(client.serviceAccounts().inNamespace(team.namespace).withName("catalog").get().getMetadata()
                            .getAnnotations())
                    .doesNotContainKey("example.com/role");
        });
    }

    @Test
    void aPausedServiceIsLeftExactlyAsItIsAndGoesOnWhenResumed() {
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        runs("catalog", "1.0.0");
        apply("catalog", "registry.example/catalog:1.1.0", 3, "paused: true");
        team.sees("catalog", service -> {
            assertThat(service.getStatus().phase()).isEqualTo(Phase.Paused);
            assertThat(condition(service, "RolledOut").getReason()).isEqualTo("Paused");
        });
        var mark = server.audit().mark();
        client.services().inNamespace(team.namespace).withName("catalog").delete();
        apply("catalog", "registry.example/catalog:1.2.0", 3, "paused: true");
        team.sees("catalog", service -> assertThat(service.getStatus().observedGeneration())
                .isEqualTo(service.getMetadata().getGeneration()));
        assertThat(server.audit().writesBy(LiveOperator.USER, mark))
                .filteredOn(write -> team.namespace.equals(write.namespace()))
                .allMatch(write -> write.resource().equals("shopservices") && write.subresource().equals("status"));
        apply("catalog", "registry.example/catalog:1.2.0", 3, "paused: false");
        runs("catalog", "1.2.0");
    }

    @Test
    void deletingAServiceRemovesEverythingItMade() {
        apply("catalog", "registry.example/catalog:1.0.0", 2);
        runs("catalog", "1.0.0");
        server.kubectl().run("delete", "shopservice", "catalog", "--namespace", team.namespace);
        String ours = "app.kubernetes.io/managed-by=shopfleet";
        atOnce(() -> {
            for (var list : List.of(
                    client.apps().deployments().inNamespace(team.namespace).withLabelSelector(ours).list().getItems(),
                    client.apps().controllerRevisions().inNamespace(team.namespace).withLabelSelector(ours).list().getItems(),
                    client.services().inNamespace(team.namespace).withLabelSelector(ours).list().getItems(),
                    client.configMaps().inNamespace(team.namespace).withLabelSelector(ours).list().getItems(),
                    client.serviceAccounts().inNamespace(team.namespace).withLabelSelector(ours).list().getItems(),
                    client.pods().inNamespace(team.namespace).list().getItems())) {
                assertThat(list).isEmpty();
            }
        });
    }
}
