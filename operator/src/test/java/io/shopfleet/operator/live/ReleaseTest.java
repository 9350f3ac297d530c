package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReleaseTest extends Before {

    private void request(String service) {
        server.kubectl().run(
                "annotate", "shopservice", service, "shopfleet.io/adopt=true", "--overwrite", "--namespace", team.namespace);
    }

    /** Things of each kind that have an owner which never was. */
    private static final String PROBE = """
            apiVersion: %s
            kind: %s
            metadata:
              name: probe
              ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: never, uid: never}]
            %s
            """;
    private static final List<String> PROBES = List.of(
            PROBE.formatted("v1", "Service", "spec: {ports: [{port: 80}]}"),
            PROBE.formatted("v1", "ServiceAccount", ""),
            PROBE.formatted("v1", "ConfigMap", ""),
            PROBE.formatted("v1", "Secret", ""),
            PROBE.formatted("apps/v1", "ControllerRevision", "revision: 1\ndata: {}"),
            PROBE.formatted("policy/v1", "PodDisruptionBudget", "spec: {minAvailable: 1}"),
            PROBE.formatted("apps/v1", "Deployment", "spec: {replicas: 0, selector: {matchLabels: {app: probe}}, template: {metadata: "
                    + "{labels: {app: probe}}, spec: {containers: [{name: web, image: \"registry.example/catalog:1.0.0\"}]}}}"));

    /**
     * Who leaves something behind a moment after it was taken over may lose it, for the collector of garbage does not know yet what
     * there is to leave. It learns in order, so when probes made later are gone, it knows.
     */
    private void collectorKnowsWhatThereIs() {
        List<GenericKubernetesResource> probes = PROBES.stream()
                .map(yaml -> Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .toList();
        probes.forEach(probe -> client.resource(probe).inNamespace(team.namespace).create());
        soon(() -> assertThat(probes).allSatisfy(probe -> assertThat(client.resource(probe).inNamespace(team.namespace).get()).isNull()));
    }

    private void release(String service) {
        collectorKnowsWhatThereIs();
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
        soon(() -> assertThat(eventReasons("catalog")).contains("Adopted").doesNotContain("DriftRepaired"));
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
}
