package io.shopfleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.Kubectl;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person at a keyboard sees of the kinds. */
class KubectlTest {
    private final ApiServer server = ApiServer.shared();
    private final Kubectl kubectl = server.kubectl();
    private final String namespace = server.newNamespace("kubectl", Map.of());

    @BeforeEach
    void apply() {
        assertThat(run("apply", "-f", Example.valid("service-typical").file().toString()))
                .isEqualTo("shopservice.shopfleet.io/orders created\n");
    }

    @Test
    void theColumnsStandInTheirOrder() {
        assertThat(run("get", "shopsvc").lines().findFirst()).hasValueSatisfying(head -> assertThat(head.split(" +"))
                .containsExactly("NAME", "READY", "VERSION", "PHASE", "WEIGHT", "REPLICAS", "WAITING-ON", "AGE"));
        kubectl.run("apply", "-f", Example.valid("environment-smallest").file().toString());
        assertThat(run("get", "shopenv").lines().findFirst()).hasValueSatisfying(head -> assertThat(head.split(" +"))
                .containsExactly("NAME", "READY", "FROZEN", "AGE"));
    }

    @Test
    void theCategoryShowsBothKinds() {
        kubectl.run("apply", "-f", Example.valid("environment-smallest").file().toString());
        assertThat(run("get", "shopfleet", "-o", "name")).contains("shopservice.shopfleet.io/orders")
                .contains("shopenvironment.shopfleet.io/default");
    }

    @Test
    void scaleChangesTheReplicas() {
        assertThat(run("scale", "shopservice/orders", "--replicas=5")).isEqualTo("shopservice.shopfleet.io/orders scaled\n");
        assertThat(run("get", "shopservice", "orders", "-o", "jsonpath={.spec.replicas}")).isEqualTo("5");
    }

    @Test
    void scaleBeyondTheLimitIsRefused() {
        Kubectl.Answer answer = kubectl.run("-n", namespace, "scale", "shopservice/orders", "--replicas=1001");
        assertThat(answer.exitCode()).isOne();
        assertThat(answer.text()).contains("spec.replicas in body should be less than or equal to 1000");
    }

    @Test
    void explainDescribesAField() {
        assertThat(run("explain", "shopservice.spec.rollout.progressDeadline"))
                .contains("FIELD: progressDeadline <string>").contains("How long a rollout may stand still");
    }

    @Test
    void aMisspeltFieldIsRefusedByDefault() {
        Kubectl.Answer answer = kubectl.run("-n", namespace, "patch", "shopservice", "orders", "--type=merge",
                "-p", "{\"spec\":{\"replica\":2}}");
        assertThat(answer.text()).contains("unknown field \"spec.replica\"");
    }

    private String run(String... arguments) {
        var all = new java.util.ArrayList<>(java.util.List.of("-n", namespace));
        all.addAll(java.util.List.of(arguments));
        Kubectl.Answer answer = kubectl.run(all.toArray(String[]::new));
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer.text();
    }
}
