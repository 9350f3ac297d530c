package io.shopfleet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.CommandOutcome;
import io.shopfleet.api.v1alpha1.CommandStatus;
import io.shopfleet.api.v1alpha1.DependencyStatus;
import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.FailedRevision;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.RevisionStatus;
import io.shopfleet.api.v1alpha1.Rollback;
import io.shopfleet.api.v1alpha1.RolloutStatus;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.Share;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.Kubectl;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the operator writes is stored as written, and the server guards the reader against anything else. */
class StatusTest {
    private static final String AT = "2026-01-01T10:00:00Z";
    private static final RevisionStatus SERVING = new RevisionStatus("0123456789", "1.0.0", "registry.example/shop/orders:1.0.0", 4L);

    private final ApiServer server = ApiServer.shared();
    private final ShopService service = create();

    @Test
    void aStatusWithEveryFieldIsStoredAsWritten() {
        ShopServiceStatus status = status(Phase.Progressing, "text");
        assertThat(write(status).getStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void everyPhaseIsStored(Phase phase) {
        assertThat(write(status(phase, "text")).getStatus().phase()).isEqualTo(phase);
    }

    @Test
    void everyReasonIsStored() {
        List<Reason> reasons = List.of(Reason.values());
        for (int from = 0; from < reasons.size(); from += 32) {
            List<Problem> problems = reasons.subList(from, Math.min(from + 32, reasons.size())).stream()
                    .map(reason -> new Problem("spec.image", Severity.Error, reason, reason.meaning(), null)).toList();
            var status = new ShopServiceStatus(1L, null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null, null, problems, null, null);
            assertThat(write(status).getStatus().problems()).isEqualTo(problems);
        }
    }

    @Test
    void aMessageBeyondTheLimitIsRefusedSoTheOperatorMustCutIt() {
        assertThatThrownBy(() -> write(status(Phase.Running, "x".repeat(1025)))).isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("status.problems[0].message: Too long: may not be more than 1024 bytes");
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        Kubectl.Answer answer = patchStatus("{\"status\": {\"failed\": {\"revision\": \"0123456789\", \"at\": \"yesterday\"}}}");
        assertThat(answer.exitCode()).isOne();
        assertThat(answer.text()).contains("status.failed.at: Invalid value: \"yesterday\"").contains("must be of type date-time");
    }

    @Test
    void aReasonThatThisVersionDoesNotKnowIsStored() {
        Kubectl.Answer answer = patchStatus("{\"status\": {\"failed\": {\"revision\": \"0123456789\", \"reason\": \"InventedLater\"}}}");
        assertThat(answer.exitCode()).as(answer.text()).isZero();
    }

    private ShopServiceStatus status(Phase phase, String message) {
        Condition ready = new ConditionBuilder().withType("Ready").withStatus("Unknown").withReason("RollingOut")
                .withMessage("text").withObservedGeneration(1L).withLastTransitionTime(AT).build();
        return new ShopServiceStatus(1L, phase, "1.0.0", 50, 4, 3, "shopfleet.io/service=orders", "catalog", List.of(ready),
                SERVING, new RevisionStatus("abcdefghij", "1.1.0", "registry.example/shop/orders:1.1.0", 7L),
                new FailedRevision("kkkkkkkkkk", "1.0.1", Reason.CrashLooping, "text", AT, 5L),
                new Rollback("kkkkkkkkkk", "0123456789"),
                new RolloutStatus(7L, Direction.Forward, 2, 2, 3, true, true, AT, AT),
                new CommandStatus("42", "rollback 1.0.0 id=42", CommandOutcome.Running, "0123456789", "text", AT, List.of("41")),
                List.of(new DependencyStatus("catalog", "service catalog", Verdict.Waiting, Reason.DependencyNotReady, "text", AT)),
                List.of(SERVING), List.of(new Problem("spec.image", Severity.Warning, Reason.ImageNotAllowed, message, "text")),
                true, new Share("default", 3, new Quantity("1500m"), new Quantity("768Mi")));
    }

    private ShopService create() {
        String namespace = server.newNamespace("status", Map.of());
        var fresh = Serialization.jsonMapper().convertValue(Example.valid("service-typical").object(), ShopService.class);
        return server.admin().resources(ShopService.class).inNamespace(namespace).resource(fresh).create();
    }

    private ShopService write(ShopServiceStatus status) {
        ShopService next = server.admin().resource(service).get();
        next.setStatus(status);
        return server.admin().resource(next).updateStatus();
    }

    private Kubectl.Answer patchStatus(String patch) {
        return server.kubectl().run("-n", service.getMetadata().getNamespace(), "patch", "shopservice", "orders",
                "--subresource=status", "--type=merge", "-p", patch);
    }
}
