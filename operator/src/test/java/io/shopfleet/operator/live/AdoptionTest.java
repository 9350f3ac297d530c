package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.shopfleet.api.v1alpha1.CommandOutcome;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.cluster.reading.Server;
import io.shopfleet.operator.manifest.Admission;
import io.shopfleet.operator.manifest.Folder;
import io.shopfleet.operator.preview.Preview;
import io.shopfleet.operator.preview.Preview.ServicePreview;
import io.shopfleet.operator.rehearsal.Previewer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest extends Story {

    private void request(String service) {
        server.kubectl().run(
                "annotate", "shopservice", service, "shopfleet.io/adopt=true", "--overwrite", "--namespace", team.namespace);
    }

    private void release(String service) {
        server.kubectl().run("delete", "shopservice", service, "--cascade=orphan", "--namespace", team.namespace);
        soon(() -> assertThat(team.service(service)).isNull());
    }

    /** Everything that carries the operator's mark, by owner. */
    private List<String> owners() {
        return ours().flatMap(object -> object.getMetadata().getOwnerReferences().stream())
                .map(OwnerReference::getUid)
                .distinct()
                .toList();
    }

    private Stream<HasMetadata> ours() {
        String mark = "app.kubernetes.io/managed-by=shopfleet";
        String space = team.namespace;
        return Stream.of(
                        client.apps().deployments().inNamespace(space).withLabelSelector(mark).list().getItems(),
                        client.apps().controllerRevisions().inNamespace(space).withLabelSelector(mark).list().getItems(),
                        client.services().inNamespace(space).withLabelSelector(mark).list().getItems(),
                        client.configMaps().inNamespace(space).withLabelSelector(mark).list().getItems(),
                        client.secrets().inNamespace(space).withLabelSelector(mark).list().getItems(),
                        client.policy().v1().podDisruptionBudget().inNamespace(space).withLabelSelector(mark).list().getItems(),
                        client.serviceAccounts().inNamespace(space).withLabelSelector(mark).list().getItems())
                .flatMap(List::stream);
    }

    @Test
    void whatWasReleasedRunsOnAndIsTakenBackOnRequestWithTheSamePods() {
        apply("catalog", "registry.example/catalog:1.0.0", 2);
        runs("catalog", "1.0.0");
        apply("catalog", "registry.example/catalog:1.1.0", 2);
        runs("catalog", "1.1.0");
        soon(() -> assertThat(podUids()).hasSize(2));
        List<String> pods = podUids();
        String revision = team.service("catalog").getStatus().serving().revision();
        long objects = ours().count();

        release("catalog");
        soon(() -> assertThat(owners()).isEmpty());
        assertThat(ours().count()).isEqualTo(objects);
        assertThat(podUids()).isEqualTo(pods);

        apply("catalog", "registry.example/catalog:1.1.0", 2);
        team.sees("catalog", service -> assertThat(service.getStatus().problems())
                .isNotEmpty()
                .allMatch(problem -> problem.reason() == Reason.NotOwned)
                .allMatch(problem -> problem.hint().endsWith(
                        "or give the service the annotation shopfleet.io/adopt: \"true\" to take it over")));
        assertThat(owners()).isEmpty();

        request("catalog");
        runs("catalog", "1.1.0");
        soon(() -> assertThat(owners()).containsExactly(team.service("catalog").getMetadata().getUid()));
        assertThat(ours()).allMatch(object -> object.getMetadata().getOwnerReferences().size() == 1);
        assertThat(ours().count()).isEqualTo(objects);
        assertThat(team.service("catalog").getStatus().serving().revision()).isEqualTo(revision);
        assertThat(team.service("catalog").getStatus().history()).extracting(old -> old.version()).containsExactly("1.0.0");
        assertThat(podUids()).isEqualTo(pods);
        assertThat(eventReasons("catalog")).contains("Adopted").doesNotContain("DriftRepaired");
    }

    @Test
    void credentialsAreTakenBackWithWhatReadsThem() {
        team.apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: card, labels: {shopfleet.io/bindable: "true"}}
                stringData: {token: first}
                """);
        String variable = "env: [{name: TOKEN, secretKeyRef: {name: card, key: token}}]";
        apply("catalog", "registry.example/catalog:1.0.0", 2, variable);
        runs("catalog", "1.0.0");
        List<String> pods = podUids();
        release("catalog");
        soon(() -> assertThat(owners()).isEmpty());
        adopts("registry.example/catalog:1.0.0", 2, variable);
        runs("catalog", "1.0.0");
        soon(() -> assertThat(owners()).containsExactly(team.service("catalog").getMetadata().getUid()));
        assertThat(ours()).allMatch(object -> object.getMetadata().getOwnerReferences().size() == 1);
        assertThat(podUids()).isEqualTo(pods);
    }

    /** The annotation that is still there must not make the service cling to what it leaves behind. */
    @Test
    void whatIsReleasedWhileTheRequestStandsStaysReleased() {
        apply("catalog", "registry.example/catalog:1.0.0", 2);
        request("catalog");
        runs("catalog", "1.0.0");
        List<String> pods = podUids();
        release("catalog");
        soon(() -> assertThat(owners()).isEmpty());
        apply("other", "registry.example/catalog:1.0.0", 1);
        runs("other", "1.0.0");
        assertThat(podUids()).containsAll(pods);
        assertThat(ours().filter(object -> object.getMetadata().getName().startsWith("catalog")))
                .isNotEmpty()
                .allMatch(object -> object.getMetadata().getOwnerReferences().isEmpty());
    }

    private static final String LEGACY = """
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

    private static final String ADDRESS = """
            apiVersion: v1
            kind: Service
            metadata: {name: catalog}
            spec:
              selector: {app: catalog, tier: backend}
              ports: [{port: 80, targetPort: 8080}]
            """;

    private static final String LABELS = "pod: {labels: {app: catalog, tier: backend}}";

    /** As most charts label. */
    private static String charted(String yaml) {
        return yaml.replace("tier: backend", "app.kubernetes.io/instance: blue").replace("app: catalog", "app.kubernetes.io/name: catalog");
    }

    private void legacy() {
        team.apply(LEGACY);
        team.apply(ADDRESS);
        soon(() -> assertThat(client.apps().deployments().inNamespace(team.namespace).withName("catalog").get().getStatus()
                        .getAvailableReplicas())
                .isEqualTo(2));
    }

    private void adopts(String image, int replicas, String... lines) {
        team.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: catalog, annotations: {shopfleet.io/adopt: "true"}}
                spec:
                  environment: %s
                  image: %s
                  replicas: %d
                  ports: [{name: http, port: 8080}]
                """.formatted(environment, image, replicas)
                + String.join("", List.of(lines).stream().map(line -> "  " + line + "\n").toList()));
    }

    private Service address() {
        return client.services().inNamespace(team.namespace).withName("catalog").get();
    }

    private List<String> deployments() {
        return client.apps().deployments().inNamespace(team.namespace).list().getItems().stream()
                .map(found -> found.getMetadata().getName())
                .toList();
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
        try (var reached = new Reached(client, team.namespace, "catalog")) {
            adopts("registry.example/catalog:1.0.0", 2, "env: [{name: MODE, value: fast}]");
            runs("catalog", "1.0.0");
            assertThat(podUids()).isEqualTo(pods);
            assertThat(deployments()).containsExactly("catalog");
            soon(() -> assertThat(address().getMetadata().getOwnerReferences()).hasSize(1));
            assertThat(address().getSpec().getSelector()).isEqualTo(Map.of("app", "catalog", "tier", "backend"));
            assertThat(address().getSpec().getPorts()).extracting(port -> port.getPort() + " to " + port.getTargetPort().getValue())
                    .containsExactlyInAnyOrder("80 to 8080", "8080 to 8080");
            assertThat(eventReasons("catalog")).contains("Adopted").doesNotContain("DriftRepaired");

            adopts("registry.example/catalog:1.1.0", 2, "env: [{name: MODE, value: fast}]", LABELS);
            runs("catalog", "1.1.0");
            String revision = team.service("catalog").getStatus().serving().revision();
            soon(() -> assertThat(deployments()).containsExactly("catalog-" + revision));
            soon(() -> assertThat(address().getSpec().getSelector()).isEqualTo(Map.of("shopfleet.io/service", "catalog")));
            assertThat(address().getSpec().getPorts()).extracting(port -> port.getPort() + " to " + port.getTargetPort().getValue())
                    .containsExactlyInAnyOrder("80 to http", "8080 to http");
            assertThat(team.service("catalog").getStatus().history()).extracting(old -> old.version()).containsExactly("1.0.0");

            adopts("registry.example/catalog:1.1.0", 2);
            runs("catalog", "1.1.0");
            soon(() -> assertThat(podUids()).hasSize(2));
            assertThat(reached.pods).isNotEmpty().allMatch(number -> number >= 2);
        }
        assertThat(podUids()).doesNotContainAnyElementsOf(pods);
    }

    @Test
    void labelsThatTheOperatorGivesItselfNeedNotBeAdded() {
        team.apply(charted(LEGACY));
        team.apply(charted(ADDRESS));
        try (var reached = new Reached(client, team.namespace, "catalog")) {
            soon(() -> assertThat(reached.pods).contains(2));
            reached.pods.clear();
            adopts("registry.example/catalog:2.0.0", 2, "pod: {labels: {app.kubernetes.io/instance: blue}}");
            runs("catalog", "2.0.0");
            soon(() -> assertThat(deployments()).doesNotContain("catalog"));
            assertThat(reached.pods).isNotEmpty().allMatch(number -> number >= 2);
        }
    }

    @Test
    void whatTheSpecDoesNotDescribeServesUntilTheDescribedRevisionHasTakenOver() {
        legacy();
        try (var reached = new Reached(client, team.namespace, "catalog")) {
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
        assertThat(eventReasons("catalog")).contains("HandoverHeld");
        assertThat(team.service("catalog").getStatus().version()).isEqualTo("3.0.0");
    }

    private void command(String words) {
        server.kubectl().run(
                "annotate", "shopservice", "catalog", "shopfleet.io/command=" + words, "--overwrite", "--namespace",
                team.namespace);
    }

    @Test
    void whatAnotherControllerOwnsIsLeftAloneAndItsOwnerNamed() {
        legacy();
        var owner = client.configMaps().inNamespace(team.namespace).resource(new ConfigMapBuilder()
                .withNewMetadata().withName("release").endMetadata().build()).create();
        client.services().inNamespace(team.namespace).withName("catalog").edit(found -> new ServiceBuilder(found)
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion("v1").withKind("ConfigMap").withName("release").withUid(owner.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .build());
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
    void whatWasTakenOverCanBeReleasedAndTakenBack() {
        legacy();
        List<String> pods = podUids();
        adopts("registry.example/catalog:1.0.0", 2);
        runs("catalog", "1.0.0");
        release("catalog");
        soon(() -> assertThat(owners()).isEmpty());
        adopts("registry.example/catalog:1.0.0", 2);
        runs("catalog", "1.0.0");
        soon(() -> assertThat(owners()).containsExactly(team.service("catalog").getMetadata().getUid()));
        assertThat(podUids()).isEqualTo(pods);
        assertThat(address().getSpec().getSelector()).isEqualTo(Map.of("app", "catalog", "tier", "backend"));
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
