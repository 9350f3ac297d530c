package io.shopfleet.operator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.shopfleet.operator.migration.Run.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Job of a migration")
class RunTest {
    private static final Run FAILED = new Run("orders-migrate-0123456789", Map.of(), State.Failed, "", "DeadlineExceeded");

    private static Run run(String condition, String status, String deleted) {
        Job job = new JobBuilder()
                .withNewMetadata().withName("orders-migrate-0123456789").withDeletionTimestamp(deleted).endMetadata()
                .withNewStatus().addNewCondition().withType(condition).withStatus(status).withReason("BackoffLimitExceeded").endCondition().endStatus()
                .build();
        return Run.of(job);
    }

    private static Run pods(int ready, int failed, int succeeded) {
        return Run.of(new JobBuilder()
                .withNewMetadata().withName("orders-migrate-0123456789").endMetadata()
                .withNewStatus().withActive(1).withReady(ready).withFailed(failed).withSucceeded(succeeded).endStatus()
                .build());
    }

    @Test
    void runsUntilItsControllerHasSpokenItsLastWord() {
        assertThat(run("Complete", "True", null).state()).isEqualTo(State.Done);
        assertThat(run("Failed", "True", null).state()).isEqualTo(State.Failed);
        for (String notYet : List.of("FailureTarget", "SuccessCriteriaMet", "Suspended")) {
            assertThat(run(notYet, "True", null).isOpen()).isTrue();
        }
        assertThat(run("Failed", "False", null).isOpen()).isTrue();
    }

    @Test
    void hasBegunWhenAPodOfItWasStarted() {
        assertThat(pods(1, 0, 0).state()).isEqualTo(State.UnderWay);
        assertThat(pods(0, 1, 0).state()).isEqualTo(State.UnderWay);
        assertThat(pods(0, 0, 1).state()).isEqualTo(State.UnderWay);
        assertThat(pods(0, 0, 0).state()).isEqualTo(State.Waiting);
        assertThat(Run.of(new JobBuilder().withNewMetadata().withName("new").endMetadata().build()).state()).isEqualTo(State.Waiting);
    }

    @Test
    void stillRunsWhileItIsOnItsWayOutSoThatNoOtherBeginsBesideIt() {
        assertThat(run("Failed", "True", "2026-01-01T12:00:00Z").state()).isEqualTo(State.UnderWay);
    }

    @Test
    void tellsOfAFailureWithWhatItSaidLast() {
        assertThat(FAILED.failure(List.of("step 3", "no such column: colour"))).isEqualTo(
                "Job orders-migrate-0123456789 failed (DeadlineExceeded); it said last: step 3 | no such column: colour");
        assertThat(FAILED.failure(List.of())).isEqualTo(
                "Job orders-migrate-0123456789 failed (DeadlineExceeded); it said nothing that is still there");
    }

    @Test
    void keepsTheEndOfWhatIsTooLong() {
        assertThat(FAILED.failure(List.of("a".repeat(500), "the end"))).hasSizeLessThan(400).endsWith("aaa | the end").contains("it said last: …aaa");
    }
}
