package io.shopfleet.operator.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.manifest.Yaml;
import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A service among those that share the limits")
class TenantTest {

    private static Tenant tenant(String spec, String status) {
        return Tenant.of(Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders, namespace: shop, generation: 3, creationTimestamp: "2026-01-01T12:00:00Z"}
                spec: {image: "orders:1", %s}
                status: {%s}
                """.formatted(spec, status),
                ShopService.class)).orElseThrow();
    }

    private static void asksFor(String spec, int replicas, String cpu, String memory) {
        assertThat(tenant(spec, "").declared())
                .isEqualTo(new Amounts(replicas, new BigDecimal(cpu), new BigDecimal(memory)));
    }

    @Test
    void asksForItsPodsTimesTheirRequests() {
        asksFor("replicas: 4, resources: {requests: {cpu: 250m, memory: 256Mi}}", 4, "1", "1073741824");
    }

    @Test
    void withAutoscalingAsksForTheMostPodsThereMayBe() {
        asksFor(
                "replicas: 1, autoscaling: {min: 2, max: 10}, resources: {requests: {cpu: 100m, memory: 1M}}",
                10, "1", "10000000");
    }

    @Test
    void withALimitAndNoRequestAsksForThatAsItsPodsDo() {
        asksFor("replicas: 2, resources: {requests: {cpu: 1}, limits: {cpu: 4, memory: 1Ki}}", 2, "2", "2048");
    }

    @Test
    void withNeitherAsksForPodsAlone() {
        asksFor("replicas: 3", 3, "0", "0");
        asksFor("replicas: 0, resources: {requests: {cpu: 1}}", 0, "0", "0");
    }

    @Test
    void holdsWhatItsStatusSaysForThisEnvironmentOnly() {
        String share = "observedGeneration: 2, share: {environment: %s, replicas: 3, cpu: 1500m, memory: 2Gi}";
        assertThat(tenant("environment: default, replicas: 5", share.formatted("default")).held())
                .contains(new Amounts(3, new BigDecimal("1.5"), new BigDecimal("2147483648")));
        assertThat(tenant("environment: default, replicas: 5", share.formatted("other")).held()).isEmpty();
    }

    @Test
    void withoutAShareHoldsWhatItWasAcceptedForBeforeThereWereLimits() {
        String accepted = "observedGeneration: %d, conditions: [{type: Accepted, status: \"%s\"}]";
        assertThat(tenant("replicas: 5", accepted.formatted(3, "True")).held()).contains(Town.pods(5));
        assertThat(tenant("replicas: 5", accepted.formatted(2, "True")).held()).as("changed since").isEmpty();
        assertThat(tenant("replicas: 5", accepted.formatted(3, "False")).held()).isEmpty();
    }

    @Test
    void tellsInStatusExactlyWhatItAsksFor() {
        Amounts asked = tenant("replicas: 3, resources: {requests: {cpu: 333m, memory: 100M}}", "").declared();
        assertThat(Amounts.of(asked.share("default"))).isEqualTo(asked);
        assertThat(asked.share("default").cpu()).hasToString("999m");
        assertThat(asked.share("default").memory()).hasToString("300000000");
    }
}
