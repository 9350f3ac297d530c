package io.shopfleet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiServerTest {
    private final ApiServer server = ApiServer.shared();

    @Test
    void aUserMayDoNothingUntilARoleSaysSo() {
        String namespace = server.newNamespace("rights", Map.of());
        assertThatThrownBy(() -> server.as("nobody").configMaps().inNamespace(namespace).list())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403))
                .hasMessageContaining("User \"nobody\" cannot list resource \"configmaps\"");
        assertThat(server.as("somebody", "team", "system:masters").configMaps().inNamespace(namespace).list().getItems()).isNotNull();
    }

    @Test
    void aKubeconfigFileWorksForAnotherProcess() throws Exception {
        var file = server.kubeconfig("system:serviceaccount:shopfleet-system:shopfleet", "system:masters");
        try (var client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(Files.readString(file))).build()) {
            assertThat(client.namespaces().withName("default").get()).isNotNull();
        }
    }

    @Test
    void anAccountsKubeconfigFileLetsAnotherProcessActAsThatAccount() throws Exception {
        String namespace = server.newNamespace("account", Map.of());
        String account = "system:serviceaccount:" + namespace + ":robot";
        var file = server.accountKubeconfig(namespace, "robot");
        try (var client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(Files.readString(file))).build()) {
            assertThatThrownBy(() -> client.configMaps().inNamespace(namespace).list())
                    .hasMessageContaining("User \"" + account + "\" cannot list resource \"configmaps\"");
        }
        assertThat(server.admin().serviceAccounts().inNamespace(namespace).withName("robot").get()).isNotNull();
    }

    @Test
    void theAuditLogTellsWhenARequestCameAndWhenItWasAnswered() {
        AuditLog.Mark mark = server.audit().mark();
        Instant before = Instant.now();
        server.as("timed", "system:masters").namespaces().withName("default").get();
        Instant after = Instant.now();
        assertThat(server.audit().requestsBy("timed", mark)).singleElement().satisfies(entry -> {
            assertThat(entry.received()).isBetween(before, entry.answered());
            assertThat(entry.answered()).isBetween(entry.received(), after);
        });
    }

    @Test
    void namespacesCarryTheLabelsAskedFor() {
        Namespace namespace = server.admin().namespaces().withName(server.newNamespace("labelled", Map.of("team", "a"))).get();
        assertThat(namespace.getMetadata().getName()).matches("labelled-[a-z]{5}");
        assertThat(namespace.getMetadata().getLabels()).containsEntry("team", "a");
    }

    @Test
    void theAuditLogHoldsEveryAcceptedWriteOfAUserWhenItsAnswerArrives() {
        String namespace = server.newNamespace("audit", Map.of());
        var client = server.as("writer", "system:masters");
        AuditLog.Mark mark = server.audit().mark();
        var map = new ConfigMapBuilder().withNewMetadata().withName("a").withNamespace(namespace).endMetadata().build();
        client.resource(map).patch(new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY).withFieldManager("one").build());
        client.resource(map).patch(new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY).withFieldManager("two").build());
        client.resource(map).dryRun().delete();
        assertThatThrownBy(() -> client.resource(map).create()).isInstanceOf(KubernetesClientException.class);
        client.configMaps().inNamespace(namespace).withName("a").get();
        client.resource(map).delete();

        assertThat(server.audit().writesBy("writer", mark)).map(AuditLog.Entry::toString).containsExactly(
                "patch configmaps %s/a 201 by one".formatted(namespace),
                "patch configmaps %s/a 200 by two".formatted(namespace),
                "delete configmaps %s/a 200".formatted(namespace));
        assertThat(server.audit().writesByManager("writer", "two", mark)).hasSize(1);
        assertThat(server.audit().requestsBy("writer", mark)).map(AuditLog.Entry::verb)
                .containsExactly("patch", "patch", "delete", "create", "get", "delete");
        assertThat(server.audit().writesBy("writer", server.audit().mark())).isEmpty();
    }

    @Test
    void dataOutliveAStopOfTheApiServer() {
        String namespace = server.newNamespace("outage", Map.of());
        ConfigMap map = new ConfigMapBuilder().withNewMetadata().withName("kept").withNamespace(namespace).endMetadata().build();
        String uid = server.admin().resource(map).create().getMetadata().getUid();
        server.stopApiServer();
        try {
            assertThat(server.config("admin").getMasterUrl()).satisfies(url -> assertThatThrownBy(() ->
                    java.net.URI.create(url).toURL().openConnection().connect()).isInstanceOf(java.net.ConnectException.class));
        } finally {
            server.startApiServer();
        }
        assertThat(server.admin().resource(map).get().getMetadata().getUid()).isEqualTo(uid);
    }

    @Test
    void pausedControllersDoNothingUntilTheyAreResumed() {
        String namespace = server.newNamespace("paused", Map.of());
        var owner = server.admin().resource(new ConfigMapBuilder().withNewMetadata().withName("owner").withNamespace(namespace)
                .endMetadata().build()).create();
        var child = new ConfigMapBuilder().withNewMetadata().withName("child").withNamespace(namespace).addNewOwnerReference()
                .withApiVersion("v1").withKind("ConfigMap").withName("owner").withUid(owner.getMetadata().getUid())
                .endOwnerReference().endMetadata().build();
        server.admin().resource(child).create();
        AuditLog.Mark mark = server.audit().mark();
        server.pauseControllers();
        try {
            server.admin().resource(owner).delete();
            assertThat(server.admin().resource(child).get()).isNotNull();
            assertThat(server.audit().writesBy("system:kube-controller-manager", mark)).isEmpty();
        } finally {
            server.resumeControllers();
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> server.admin().resource(child).get() == null);
    }
}
