package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.operator.cluster.Journal;
import io.shopfleet.operator.cluster.servers.ServerPass;
import io.shopfleet.operator.embedded.Servers;
import io.shopfleet.operator.status.EnvironmentReporter;
import io.shopfleet.operator.upgrade.Wave;
import io.shopfleet.testkit.AuditLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Another operator, as far as it writes what ours reads: its part is played by the test. Looks at the environment are asked for. */
final class OtherOperator {
    final Abroad abroad;
    final String backends;
    private final KubernetesClient admin;
    private final ServerPass pass;
    private final EnvironmentReporter reporter = new EnvironmentReporter();

    OtherOperator(Abroad abroad) {
        this.abroad = abroad;
        this.admin = abroad.admin;
        this.backends = abroad.server.newNamespace("backends", Map.of());
        this.pass = new ServerPass(abroad.home, new Journal(new SimpleMeterRegistry()));
    }

    /** The environment has servers like this. */
    void ask(String capability, String spec) {
        abroad.describe(abroad.home, new TreeMap<>(Map.of("backendNamespace", backends, capability, spec)));
    }

    /** One pass of the operator over the environment, and what it tells. */
    private Servers look(KubernetesClient client) {
        ShopEnvironment seen = environment();
        Servers servers = pass.run(seen, client);
        Instant now = Instant.parse("2026-11-01T08:00:00Z");
        seen.setStatus(reporter.report(seen, Wave.of(seen, false, false, List.of(), now), servers, now));
        admin.resource(seen).patchStatus();
        return servers;
    }

    Servers look() {
        return look(admin);
    }

    ShopEnvironment environment() {
        return admin.resources(ShopEnvironment.class).withName(abroad.home).get();
    }

    /** What condition Ready of the environment says. */
    String said() {
        return environment().getStatus().conditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .map(condition -> condition.getStatus() + " " + condition.getReason() + ": " + condition.getMessage())
                .findFirst()
                .orElseThrow();
    }

    GenericKubernetesResource asked(String apiVersion, String kind, String name) {
        return admin.genericKubernetesResources(apiVersion, kind).inNamespace(backends).withName(name).get();
    }

    /** The other operator writes a status. */
    void tell(String apiVersion, String kind, String name, String status) {
        GenericKubernetesResource object = asked(apiVersion, kind, name);
        object.setAdditionalProperty("status", Serialization.unmarshal(status, Map.class));
        admin.resource(object).patchStatus();
        await().until(() -> Optional.ofNullable(asked(apiVersion, kind, name).getAdditionalProperties().get("status")).isPresent());
    }

    /** What is in order costs no write. */
    void assertQuiet() {
        String user = "operator-of-" + abroad.home;
        AuditLog.Mark settled = abroad.server.audit().mark();
        look(abroad.server.as(user, "system:masters"));
        assertThat(abroad.server.audit().requestsBy(user, settled)).isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.verb()).isIn("get", "list"));
    }

    void secret(String name, Map<String, String> values) {
        admin.resource(new SecretBuilder().withNewMetadata().withName(name).withNamespace(backends).endMetadata()
                .withStringData(values).build()).serverSideApply();
    }
}
