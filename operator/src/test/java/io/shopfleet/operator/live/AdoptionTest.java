package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.shopfleet.api.v1alpha1.CommandOutcome;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.cluster.reading.Server;
import io.shopfleet.operator.manifest.Admission;
import io.shopfleet.operator.manifest.Folder;
import io.shopfleet.operator.preview.Preview.ServicePreview;
import io.shopfleet.operator.preview.Preview;
import io.shopfleet.operator.rehearsal.Previewer;
import io.shopfleet.testkit.Edit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest extends Before {

    /** As most charts label. */
    private static String charted(String yaml) {
        return yaml.replace("tier: backend", "app.kubernetes.io/instance: blue").replace("app: catalog", "app.kubernetes.io/name: catalog");
    }

    private void command(String words) {
        server.kubectl().run(
                "annotate", "shopservice", "catalog", "shopfleet.io/command=" + words, "--overwrite", "--namespace",
                team.namespace);
    }

    @Test
    void withoutTheRequestWhatRunsIsNotTouched() {
        legacy();
        apply("catalog", "registry.example/catalog:1.0.0", 2);
        team.sees("catalog", service -> assertThat(service.getStatus().problems())
                .anyMatch(problem -> problem.reason() == Reason.NotOwned));
        assertThat(address().getSpec().getSelector()).isEqualTo(Map.of("app", "catalog", "tier", "backend"));
        assertThat(client.apps().deployments().inNamespace(team.namespace).withName("catalog").get().getMetadata().getLabels())
                .isNullOrEmpty();
    }

    @Test
    void whatTheSpecDescribesIsTakenOverWithTheSamePodsAndLaterGivesWayToANewImage() {
        legacy();
        List<String> pods = podUids();
        try (var reached = reached()) {
            adopts("registry.example/catalog:1.0.0", 2, "env: [{name: MODE, value: fast}]");
            runs("catalog", "1.0.0");
            assertThat(podUids()).isEqualTo(pods);
            assertThat(deployments()).containsExactly("catalog");
            soon(() -> assertThat(address().getMetadata().getOwnerReferences()).hasSize(1));
            assertThat(address().getSpec().getSelector()).isEqualTo(Map.of("app", "catalog", "tier", "backend"));
            assertThat(ports()).containsExactlyInAnyOrder("web 80 to 8080", "http 8080 to 8080");
            soon(() -> assertThat(eventReasons("catalog")).contains("Adopted").doesNotContain("DriftRepaired"));

            adopts("registry.example/catalog:1.1.0", 2, "env: [{name: MODE, value: fast}]", LABELS);
            runs("catalog", "1.1.0");
            String revision = team.service("catalog").getStatus().serving().revision();
            soon(() -> assertThat(deployments()).containsExactly("catalog-" + revision));
            soon(() -> assertThat(address().getSpec().getSelector()).isEqualTo(Map.of("shopfleet.io/service", "catalog")));
            assertThat(ports()).containsExactlyInAnyOrder("web 80 to http", "http 8080 to http");
            assertThat(team.service("catalog").getStatus().history()).extracting(old -> old.version()).containsExactly("1.0.0");

            adopts("registry.example/catalog:1.1.0", 2);
            runs("catalog", "1.1.0");
            soon(() -> assertThat(podUids()).hasSize(2));
            assertThat(reached.pods).isNotEmpty().allMatch(number -> number >= 2);
        }
        assertThat(podUids()).doesNotContainAnyElementsOf(pods);
    }

    private List<String> ports() {
        return address().getSpec().getPorts().stream()
                .map(port -> port.getName() + " " + port.getPort() + " to " + port.getTargetPort().getValue())
                .toList();
    }

    @Test
    void labelsThatTheOperatorGivesItselfNeedNotBeAddedNorAPortWithoutANameNamed() {
        team.apply(charted(LEGACY));
        team.apply(charted(ADDRESS).replace("name: web, ", ""));
        try (var reached = reached()) {
            adopts("registry.example/catalog:2.0.0", 2, "pod: {labels: {app.kubernetes.io/instance: blue}}");
            runs("catalog", "2.0.0");
            soon(() -> assertThat(deployments()).doesNotContain("catalog"));
            assertThat(reached.pods).isNotEmpty().allMatch(number -> number >= 2);
        }
        soon(() -> assertThat(ports()).containsExactly("null 80 to http"));
    }

    @Test
    void whatTheSpecDoesNotDescribeServesUntilTheDescribedRevisionHasTakenOver() {
        legacy();
        try (var reached = reached()) {
            adopts("registry.example/catalog:2.0.0", 2, LABELS);
            runs("catalog", "2.0.0");
            soon(() -> assertThat(deployments()).doesNotContain("catalog"));
            assertThat(reached.pods).isNotEmpty().allMatch(number -> number >= 2);
        }
        assertThat(team.service("catalog").getStatus().history()).extracting(old -> old.version()).containsExactly("1.0.0");
    }

    @Test
    void aRevisionThatLacksTheLabelsOfTheServiceWaitsForThemAndPodsRunOn() {
        legacy();
        List<String> pods = podUids();
        adopts("registry.example/catalog:2.0.0", 2);
        team.sees("catalog", service -> assertThat(service.getStatus().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("spec.pod.labels");
            assertThat(problem.reason()).isEqualTo(Reason.HandoverHeld);
            assertThat(problem.hint()).isEqualTo("add to spec.pod.labels: {app: catalog, tier: backend}; they may go once the pods"
                    + " that were taken over are gone");
        }));
        assertThat(team.service("catalog").getStatus().version()).isEqualTo("1.0.0");
        assertThat(podUids()).isEqualTo(pods);
        adopts("registry.example/catalog:2.0.0", 2, LABELS);
        runs("catalog", "2.0.0");
    }

    @Test
    void aRollbackLeadsToWhatWasTakenOverOnlyWhileItsLabelsAreThere() {
        legacy();
        adopts("registry.example/catalog:2.0.0", 2, LABELS);
        runs("catalog", "2.0.0");
        command("rollback 1.0.0 id=one");
        team.sees("catalog", service -> {
            assertThat(service.getStatus().version()).isEqualTo("1.0.0");
            assertThat(service.getStatus().candidate()).isNull();
        });
        soon(() -> assertThat(deployments()).containsExactly("catalog"));
        soon(() -> assertThat(address().getSpec().getSelector()).isEqualTo(Map.of("app", "catalog", "tier", "backend")));

        adopts("registry.example/catalog:3.0.0", 2, LABELS);
        runs("catalog", "3.0.0");
        adopts("registry.example/catalog:3.0.0", 2);
        team.sees("catalog", service -> assertThat(service.getStatus().history())
                .extracting(old -> old.version())
                .containsExactly("3.0.0", "1.0.0", "2.0.0"));
        command("rollback 1.0.0 id=two");
        team.sees("catalog", service -> {
            assertThat(service.getStatus().command().id()).isEqualTo("two");
            assertThat(service.getStatus().command().outcome()).isEqualTo(CommandOutcome.Failed);
        });
        soon(() -> assertThat(eventReasons("catalog")).contains("HandoverHeld"));
        assertThat(team.service("catalog").getStatus().version()).isEqualTo("3.0.0");
    }

    @Test
    void whatAnotherControllerOwnsIsLeftAloneAndItsOwnerNamed() {
        legacy();
        var owner = client.configMaps().inNamespace(team.namespace).resource(new ConfigMapBuilder()
                .withNewMetadata().withName("release").endMetadata().build()).create();
        Edit.persistently(() -> client.services().inNamespace(team.namespace).withName("catalog").edit(found -> new ServiceBuilder(found)
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion("v1").withKind("ConfigMap").withName("release").withUid(owner.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .build()));
        adopts("registry.example/catalog:1.0.0", 2);
        team.sees("catalog", service -> assertThat(service.getStatus().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.NotOwned);
            assertThat(problem.message()).isEqualTo("Service catalog belongs to ConfigMap release; it is left alone");
        }));
        assertThat(deployments()).containsExactly("catalog");
        assertThat(address().getMetadata().getLabels()).isNullOrEmpty();
    }

    @Test
    void portsThatDoNotGoTogetherAreToldAndNothingIsTouched() {
        team.apply(LEGACY);
        team.apply(ADDRESS.replace("targetPort: 8080", "targetPort: 9090"));
        adopts("registry.example/catalog:1.0.0", 2);
        team.sees("catalog", service -> assertThat(service.getStatus().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("spec.ports");
            assertThat(problem.reason()).isEqualTo(Reason.NotAdoptable);
            assertThat(problem.message()).isEqualTo(
                    "Service catalog leads from port 80 to 9090, and spec.ports would lead it to 8080");
        }));
        assertThat(address().getMetadata().getLabels()).isNullOrEmpty();
        assertThat(client.apps().controllerRevisions().inNamespace(team.namespace).list().getItems()).isEmpty();
    }

    @Test
    void aPlanTellsThatWhatRunsIsTakenOverWithoutARestartAndTouchesNothing(@TempDir Path folder) throws IOException {
        legacy();
        Files.writeString(folder.resolve("catalog.yaml"), """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: catalog, namespace: %s, annotations: {shopfleet.io/adopt: "true"}}
                spec:
                  environment: %s
                  image: registry.example/catalog:1.0.0
                  replicas: 2
                  ports: [{name: http, port: 8080}]
                """.formatted(team.namespace, environment));
        try (Server live = Server.of(server.config("plan-" + environment, "system:masters"))) {
            Preview preview = Previewer.preview(live, new Preview.Basis("test", true), Admission.of(Folder.read(folder), "default"));
            ServicePreview plan = preview.services().getFirst();
            assertThat(plan.pods().restart()).isFalse();
            assertThat(plan.pods().now() + " then " + plan.pods().then()).isEqualTo("2 then 2");
            assertThat(plan.objects()).extracting(change -> change.action() + " " + change.kind())
                    .contains("Change Deployment", "Change Service", "Create ControllerRevision");
        }
        assertThat(address().getMetadata().getLabels()).isNullOrEmpty();
    }
}
