package io.shopfleet.operator.cluster.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.operator.cluster.Journal;
import io.shopfleet.operator.embedded.Servers;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.AuditLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Servers that the operator runs, on a real API server")
class ServerPassTest {
    private static final String ALL = """
            kafka: {embedded: {storage: 2048Mi, resources: {requests: {cpu: 0.1}, limits: {memory: 1024Mi}}}}
              postgres: {embedded: {storage: 1Gi}}
              cache: {embedded: {}}""";

    private final ApiServer server = ApiServer.shared();
    private final KubernetesClient admin = server.admin();
    private final String home = server.newNamespace("home", Map.of());
    private final String backends = server.newNamespace("backends", Map.of("pod-security.kubernetes.io/enforce", "restricted"));
    private final String user = "operator-of-" + home;
    private final KubernetesClient client = server.as(user, "system:masters");
    private final ServerPass pass = new ServerPass(home, new Journal(new SimpleMeterRegistry()));

    private ShopEnvironment environment(String servers) {
        return environment(backends, servers);
    }

    private ShopEnvironment environment(String namespace, String servers) {
        ShopEnvironment environment = Serialization.unmarshal("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: %s}
                spec:
                  allowedNamespaces: {selector: {}}
                  backendNamespace: %s
                  %s
                """.formatted(home, namespace, servers), ShopEnvironment.class);
        return admin.resource(environment).forceConflicts().serverSideApply();
    }

    private Servers run(ShopEnvironment environment) {
        return pass.run(environment, client);
    }

    private List<String> objects() {
        return admin.apps().statefulSets().inNamespace(backends).list().getItems().stream()
                .map(set -> set.getMetadata().getName()).sorted().toList();
    }

    private Secret account(String namespace, String name) {
        return admin.secrets().inNamespace(namespace).withName(name).get();
    }

    private List<AuditLog.Entry> writesSince(AuditLog.Mark mark) {
        return server.audit().requestsBy(user, mark).stream()
                .filter(entry -> !entry.verb().equals("get"))
                .toList();
    }

    @Test
    void areMadeOnceAndNothingIsWrittenAfterwards() {
        ShopEnvironment environment = environment(ALL);
        assertThat(run(environment)).isEqualTo(new Servers(
                List.of(), List.of("kafka", "postgres", "cache"), List.of("kafka", "postgres", "cache")));
        assertThat(objects()).containsExactly(home + "-cache", home + "-kafka", home + "-postgres");
        AuditLog.Mark made = server.audit().mark();
        run(environment);
        assertThat(writesSince(made)).isEmpty();
        admin.configMaps().inNamespace(backends).withName(home + "-cache").edit(map ->
                new ConfigMapBuilder(map).addToData("redis.conf", "port 1").build());
        run(environment);
        assertThat(writesSince(made)).extracting(entry -> entry.verb() + " " + entry.resource()).containsExactly("patch configmaps");
        assertThat(admin.configMaps().inNamespace(backends).withName(home + "-cache").get().getData().get("redis.conf"))
                .contains("port 6379");
    }

    @Test
    void haveAPasswordThatIsDrawnOnceAndComesBackWhereItIsLost() {
        ShopEnvironment environment = environment("cache: {embedded: {}}");
        run(environment);
        String name = home + "-cache";
        String password = account(home, name).getData().get("password");
        assertThat(password).hasSizeGreaterThan(40);
        assertThat(account(backends, name).getData()).containsEntry("password", password);
        admin.secrets().inNamespace(home).withName(name).delete();
        run(environment);
        assertThat(account(home, name).getData()).containsEntry("password", password);
        admin.secrets().inNamespace(backends).withName(name).delete();
        run(environment);
        assertThat(account(backends, name).getData()).containsEntry("password", password);
    }

    @Test
    void goWhenTheyAreNotAskedForAnyMoreAndLeaveTheirVolumesAndAccounts() {
        run(environment(ALL));
        String kafka = home + "-kafka";
        // As the controller of StatefulSets makes it, which this server lacks.
        admin.resource(new PersistentVolumeClaimBuilder().withNewMetadata().withName("data-" + kafka + "-0").withNamespace(backends)
                .addToLabels(admin.apps().statefulSets().inNamespace(backends).withName(kafka).get().getSpec().getSelector().getMatchLabels())
                .endMetadata().withNewSpec().withAccessModes("ReadWriteOnce").withNewResources()
                .addToRequests("storage", new Quantity("2Gi")).endResources().endSpec().build()).create();
        assertThat(run(environment("cache: {embedded: {}}")).all()).containsExactly("cache");
        assertThat(objects()).containsExactly(home + "-cache");
        assertThat(admin.services().inNamespace(backends).withName(kafka).get()).isNull();
        assertThat(admin.configMaps().inNamespace(backends).withName(kafka).get()).isNull();
        assertThat(account(backends, kafka)).isNull();
        assertThat(account(home, kafka)).isNotNull();
        assertThat(admin.persistentVolumeClaims().inNamespace(backends).withName("data-" + kafka + "-0").get().getMetadata()
                .getDeletionTimestamp()).isNull();
    }

    @Test
    void leaveAloneWhatBelongsToSomebodyElse() {
        admin.resource(new ConfigMapBuilder().withNewMetadata().withName(home + "-cache").withNamespace(backends).endMetadata()
                .addToData("theirs", "yes").build()).create();
        Servers servers = run(environment("cache: {embedded: {}}\n  kafka: {embedded: {}}"));
        assertThat(servers.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("spec.cache.embedded");
            assertThat(problem.reason()).isEqualTo(Reason.NotOwned);
            assertThat(problem.message()).isEqualTo(
                    "ConfigMap " + home + "-cache of namespace " + backends + " belongs to somebody else");
        });
        assertThat(objects()).as("the other one runs").containsExactly(home + "-kafka");
        run(environment(""));
        assertThat(admin.configMaps().inNamespace(backends).withName(home + "-cache").get().getData()).containsOnlyKeys("theirs");
    }

    @Test
    void tellWhatToDoWhereTheNamespaceIsMissingOrClosed() {
        assertThat(run(environment("absent-" + home, "cache: {embedded: {}}")).problems()).singleElement()
                .satisfies(problem -> assertThat(problem.hint()).isEqualTo("create the namespace absent-" + home));
        ShopEnvironment closed = environment("absent-" + home, "cache: {embedded: {}}");
        assertThat(pass.run(closed, server.as("nobody-in-particular")).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.WriteRefused);
            assertThat(problem.hint()).isEqualTo(
                    "have namespace absent-" + home + " added to embedded.namespaces of the operator's chart");
        });
    }
}
