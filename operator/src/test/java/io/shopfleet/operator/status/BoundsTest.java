package io.shopfleet.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.shopfleet.api.v1alpha1.CommandOutcome;
import io.shopfleet.api.v1alpha1.CommandStatus;
import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.FailedRevision;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.RevisionStatus;
import io.shopfleet.api.v1alpha1.Rollback;
import io.shopfleet.api.v1alpha1.RolloutStatus;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.Share;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.manifest.Yaml;
import io.shopfleet.operator.plan.Plan;
import io.shopfleet.operator.plan.Planner;
import io.shopfleet.operator.rollout.RecordedPosition;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The size of a status")
class BoundsTest {
    private static final String IMAGE = "registry.example/" + "a".repeat(480) + ":1";
    private static final String TIME = "2026-01-01T12:00:00Z";

    private static int bytes(ShopServiceStatus status) {
        return CanonicalJson.text(status).getBytes(StandardCharsets.UTF_8).length;
    }

    private static String list(int number, String line) {
        return IntStream.range(0, number).mapToObj(i -> line.formatted(i)).collect(Collectors.joining());
    }

    /** 64 variables that name missing Secrets, 32 dependencies that do not exist, every name as long as the schema allows. */
    private static ShopService everythingWrong() {
        ShopService service = Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders, namespace: shop, uid: uid, generation: 9, resourceVersion: "5"}
                spec:
                  image: %s
                  rollout: {history: 20}
                  env:
                %s
                  dependencies:
                %s
                """.formatted(
                        IMAGE,
                        list(64, "  - {name: V%%02d%s, secretKeyRef: {name: s%%<02d%s, key: %s}}\n"
                                .formatted("V".repeat(250), "s".repeat(250), "k".repeat(253))),
                        list(32, "  - {name: d%%02d%s, service: {name: p%%<02d%s}}\n"
                                .formatted("d".repeat(37), "p".repeat(37)))),
                ShopService.class);
        service.setStatus(new ShopServiceStatus(
                8L, null, null, null, null, null, null, null, List.of(),
                new RevisionStatus("aaaaaaaaaa", "1", IMAGE, null), new RevisionStatus("bbbbbbbbbb", "2", IMAGE, null),
                new FailedRevision("bbbbbbbbbb", "2", Reason.CrashLooping, "m".repeat(400), TIME, null),
                new Rollback("bbbbbbbbbb", "aaaaaaaaaa"), new RolloutStatus(7L, Direction.Back, 2, 1, 3, true, true, TIME, TIME),
                new CommandStatus(
                        "i".repeat(63), "rollback %s id=%s".formatted("v".repeat(63), "i".repeat(63)), CommandOutcome.Running,
                        "aaaaaaaaaa", "m".repeat(1000), TIME, Collections.nCopies(8, "j".repeat(63))),
                List.of(), history(), List.of(), true,
                new Share("e".repeat(63), 1000, new Quantity("1000"), new Quantity("1000Gi"))));
        return service;
    }

    private static List<RevisionStatus> history() {
        return IntStream.range(0, 20)
                .mapToObj(i -> new RevisionStatus("r%09d".formatted(i), "v".repeat(63), IMAGE, null))
                .toList();
    }

    private static Fleet fleet() {
        var seen = new Sighting().deployment("aaaaaaaaaa", 2, 1).deployment("bbbbbbbbbb", 1, 0);
        for (int i = 0; i < 22; i++) {
            String revision = i == 20 ? "aaaaaaaaaa" : i == 21 ? "bbbbbbbbbb" : "r%09d".formatted(i);
            seen.record(new RevisionRecord(
                    revision, i, "1", "0", 1, "v".repeat(63), IMAGE,
                    "{\"spec\":{\"containers\":[{\"name\":\"app\"}]}}", "{}", "[]", "{}", false));
        }
        return seen.fleet();
    }

    private static Report report(ShopService service) {
        Plan plan = new Planner().plan(service, fleet());
        return new Reporter().report(service, fleet(), plan, Applied.NOTHING);
    }

    @Test
    void staysWithinEightKibibytesWhenEverythingIsWrongAtOnce() {
        ShopServiceStatus status = report(everythingWrong()).status();
        assertThat(bytes(status)).isLessThanOrEqualTo(8192);
        assertThat(status.problems()).isNotEmpty();
        assertThat(status.conditions()).hasSize(7);
    }

    @Test
    void neverTouchesThePosition() {
        ShopService service = everythingWrong();
        ShopServiceStatus status = report(service).status();
        assertThat(RecordedPosition.read(status)).isEqualTo(new Planner().plan(service, fleet()).next());
        assertThat(status.serving().revision()).isEqualTo("aaaaaaaaaa");
        assertThat(status.failed().message()).isEqualTo("m".repeat(400));
    }

    @Test
    void forgetsNeitherARevisionToReturnToNorACommand() {
        ShopService service = everythingWrong();
        ShopServiceStatus status = report(service).status();
        assertThat(status.history()).extracting(RevisionStatus::revision)
                .containsExactlyElementsOf(history().stream().map(RevisionStatus::revision).toList());
        assertThat(status.command().id()).isEqualTo("i".repeat(63));
        assertThat(status.command().earlier()).hasSize(8);
    }

    @Test
    void whatWasShortenedChangesNothingAndTellsNothingTheNextTime() {
        ShopService service = everythingWrong();
        service.setStatus(report(service).status());
        Report again = report(service);
        assertThat(again.changed()).isFalse();
        assertThat(again.happenings()).isEmpty();
    }

    @Test
    void leavesAnOrdinaryStatusAsItIs() {
        ShopServiceStatus status = new ShopServiceStatus(
                1L, null, null, null, null, null, null, null, List.of(), null, null, null, null, null, null, List.of(),
                List.of(new RevisionStatus("aaaaaaaaaa", "1", "a:1", null)),
                List.of(new Problem("spec", Severity.Error, Reason.InvalidValue, "is wrong", "mend it")), null, null);
        assertThat(Bounds.fit(status)).isSameAs(status);
    }

    @Test
    void cutsATextThatTheSchemaWouldRefuse() {
        var problem = new Problem("p".repeat(600), Severity.Error, Reason.WriteRefused, "m".repeat(2000), "h".repeat(2000));
        Problem cut = Bounds.problem(problem);
        assertThat(cut.path()).hasSize(512).endsWith("p…");
        assertThat(cut.message()).hasSize(1024).endsWith("m…");
        assertThat(cut.hint()).hasSize(1024).endsWith("h…");
    }
}
