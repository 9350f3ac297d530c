package io.shopfleet.operator.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.CommandOutcome;
import io.shopfleet.api.v1alpha1.CommandStatus;
import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Rollback;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.command.Commands.Taken;
import io.shopfleet.operator.fleet.Fleet.View;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.rollout.Failure;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Revisions a (1.0), b (2.0), c (3.0) and d (3.0 too) served one after the other; d serves. */
@DisplayName("A command")
class CommandsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String A = "aaaaaaaaaa";
    private static final String B = "bbbbbbbbbb";
    private static final String C = "cccccccccc";
    private static final String D = "dddddddddd";

    private static Sighting seen() {
        return new Sighting().at(NOON)
                .record(record(A, 1, "1.0")).record(record(B, 2, "2.0")).record(record(C, 3, "3.0")).record(record(D, 4, "3.0"));
    }

    private static RevisionRecord record(String revision, long sequence, String version) {
        return new RevisionRecord(revision, sequence, "1", "0", 1, version, "a:1", "{}", "{}", "[]", "{}", false);
    }

    private static Position rests(String serving) {
        return new Position(
                7, Optional.of(serving), Optional.empty(), Direction.Forward, new Step(0, 0), NOON, NOON, Optional.empty());
    }

    private static Standing standing(Position at, String wanted, String... history) {
        return new Standing(
                at, Optional.of(wanted), at.aim(Optional.of(wanted)), List.of(history), seen().fleet(), Optional.empty(),
                () -> "all pods would restart");
    }

    private static final Standing REST = standing(rests(D), D, C, B, A);

    private static ShopService service(String command, CommandStatus known) {
        var service = new ShopService();
        service.getMetadata().setAnnotations(Map.of("shopfleet.io/command", command));
        service.setStatus(new ShopServiceStatus(
                1L, null, null, null, null, null, null, null, null, null, null, null, null, null, known, null, null, null,
                null, null));
        return service;
    }

    private static Taken take(String command, Standing standing) {
        return Commands.take(service(command, null), standing).orElseThrow();
    }

    private static void refused(Taken taken, String message) {
        assertThat(taken.next()).isEmpty();
        assertThat(taken.status().outcome()).isEqualTo(CommandOutcome.Refused);
        assertThat(taken.status().message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"rollback id=42, cccccccccc", "rollback aaaaaaaaaa id=42, aaaaaaaaaa", "rollback 2.0 id=42, bbbbbbbbbb"})
    void rollsBackToTheRevisionReplacedLastOrToTheOneItNames(String command, String to) {
        Taken taken = take(command, REST);
        assertThat(taken.next().orElseThrow()).isEqualTo(rests(D).rollBack(new Rollback(D, to)));
        assertThat(taken.status().id()).isEqualTo("42");
        assertThat(taken.status().revision()).isEqualTo(to);
        assertThat(taken.status().outcome()).isEqualTo(CommandOutcome.Running);
        assertThat(taken.status().at()).isEqualTo("2026-01-01T12:00:00Z");
    }

    @Test
    void namesAVersionThatOnlyOneRevisionBesidesTheServingOneHas() {
        assertThat(take("rollback 3.0 id=42", REST).status().revision()).isEqualTo(C);
    }

    @Test
    void thatNamesAVersionOfSeveralRevisionsIsRefusedAndListsThem() {
        refused(take("rollback 3.0 id=42", standing(rests(B), B, D, C, A)),
                "several revisions are of version 3.0, name one: version 3.0 (revision dddddddddd), "
                        + "version 3.0 (revision cccccccccc)");
    }

    @Test
    void forARevisionThatIsNotKeptIsRefusedAndListsWhatIs() {
        refused(take("rollback 9.9 id=42", standing(rests(D), D, B)),
                "no revision 9.9 is kept; possible: version 2.0 (revision bbbbbbbbbb)");
        refused(take("rollback 9.9 id=42", standing(rests(D), D)), "no revision 9.9 is kept; possible: none");
    }

    @Test
    void toReturnToWhatServesIsRefused() {
        refused(take("rollback dddddddddd id=42", REST), "dddddddddd serves already, or is about to");
    }

    @Test
    void toRollBackWithNothingToReturnToIsRefused() {
        refused(take("rollback id=42", standing(rests(D), D)), "there is no other revision to return to");
        refused(take("rollback id=42", standing(Position.NONE, D)), "there is no other revision to return to");
    }

    @Test
    void staysWithTheServingRevisionWhileAnotherWaitsForItsGates() {
        Taken taken = take("rollback 2.0 id=42", standing(rests(B), D, A));
        assertThat(taken.next().orElseThrow().rollback()).contains(new Rollback(D, B));
        assertThat(Commands.followed(taken.status(), taken.next().get(), standing(rests(B), D, A)).outcome())
                .isEqualTo(CommandOutcome.Done);
    }

    @Test
    void inTheMiddleOfARolloutLeadsBackToTheServingRevision() {
        Position moving = rests(C).start(D, new Step(3, 1), NOON);
        assertThat(take("rollback id=42", standing(moving, D, B)).status().revision()).isEqualTo(C);
        assertThat(take("rollback 2.0 id=42", standing(moving, D, B)).next().orElseThrow().rollback())
                .contains(new Rollback(D, B));
    }

    @Test
    void toRetryTakesTheFailureAway() {
        Position failed = rests(C).withFailure(Optional.of(new Failure(D, Reason.CrashLooping, "it ends", NOON)));
        Position next = take("retry id=44", standing(failed, D)).next().orElseThrow();
        assertThat(next.failure()).isEmpty();
        assertThat(next.beat()).isEqualTo(failed.beat() + 1);
        assertThat(take("retry 3.0 id=44", standing(failed, D)).status().revision()).isEqualTo(D);
        refused(take("retry 1.0 id=44", standing(failed, D)),
                "1.0 cannot be tried again; possible: version 3.0 (revision dddddddddd)");
    }

    @Test
    void toRetryTakesARollbackAway() {
        Position back = rests(C).rollBack(new Rollback(D, C));
        Taken taken = take("retry id=44", standing(back, D));
        assertThat(taken.next().orElseThrow().rollback()).isEmpty();
        assertThat(taken.status().revision()).isEqualTo(D);
    }

    @Test
    void toRetryWithoutAFailureIsRefused() {
        refused(take("retry id=44", REST),
                "there is nothing to try again: what the specification describes has neither failed nor been rolled back");
        Position old = rests(C).withFailure(Optional.of(new Failure(B, Reason.CrashLooping, "it ends", NOON)));
        assertThat(take("retry id=44", standing(old, D)).status().outcome()).isEqualTo(CommandOutcome.Refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "rollback", "id=42", "rollback id=", "rollback 1 2 id=42", "rollback id=a/b", "rollback id=42 now",
        "rollback id=0123456789012345678901234567890123456789012345678901234567890123"
    })
    void thatCannotBeReadIsRefusedOnceAndSaysHowOneIsWritten(String text) {
        Taken taken = take(text, REST);
        refused(taken, "the command cannot be read; write: <verb> [argument] id=<id>, with one of the verbs rollback, retry "
                + "and an id of 1 to 63 letters, digits and . _ - that was not used before");
        assertThat(taken.status().id()).isNull();
        assertThat(Commands.take(service(text, taken.status()), REST)).isEmpty();
    }

    @Test
    void withAnUnknownVerbIsRefusedAndListsTheVerbs() {
        refused(take("promote id=42", REST), "there is no command promote; possible: rollback, retry");
    }

    @Test
    void isNotTakenUpAgainWithAnIdThatWasUsed() {
        CommandStatus first = take("rollback id=1", REST).status();
        CommandStatus second = Commands.take(service("retry id=2", first), REST).orElseThrow().status();
        assertThat(second.earlier()).containsExactly("1");
        assertThat(Commands.take(service("rollback 1.0 id=2", second), REST)).isEmpty();
        assertThat(Commands.take(service("rollback id=1", second), REST)).isEmpty();
    }

    @Test
    void remembersTheIdsOfEightCommandsBeforeIt() {
        CommandStatus known = null;
        for (String id : Stream.iterate(1, i -> i + 1).limit(12).map(String::valueOf).toList()) {
            known = Commands.take(service("retry id=" + id, known), REST).orElseThrow().status();
        }
        assertThat(known.earlier()).containsExactly("11", "10", "9", "8", "7", "6", "5", "4");
    }

    @Test
    void isRefusedWhileTheServiceIsPaused() {
        var paused = new Standing(
                rests(D), Optional.of(D), Optional.of(D), List.of(C), seen().fleet(), Optional.of("spec.paused is true"),
                () -> "all pods would restart");
        refused(take("rollback id=42", paused), "spec.paused is true; mend that and give the command with a new id");
    }

    @Test
    void theQuestionWhatWouldBeDoneIsAnsweredOncePerIdAndHoldsTheServiceWhileItIsThere() {
        ShopService asked = asked("pr-7", null);
        Commands.Taken taken = Commands.take(asked, REST).orElseThrow();
        assertThat(taken.next()).contains(rests(D));
        assertThat(taken.status().id()).isEqualTo("pr-7");
        assertThat(taken.status().command()).isEqualTo("plan id=pr-7");
        assertThat(taken.status().outcome()).isEqualTo(CommandOutcome.Done);
        assertThat(taken.status().message()).isEqualTo("all pods would restart");
        assertThat(Commands.take(asked("pr-7", taken.status()), REST)).isEmpty();
        assertThat(Commands.take(asked("pr-8", taken.status()), REST).orElseThrow().status().earlier()).containsExactly("pr-7");
        assertThat(Commands.isHeld(asked)).isTrue();
        assertThat(Commands.isHeld(service("retry id=1", null))).isFalse();
    }

    @Test
    void aQuestionWithAnIdThatCannotBeReadIsRefusedAndHoldsTheServiceToo() {
        ShopService asked = asked("two words", null);
        refused(Commands.take(asked, REST).orElseThrow(),
                "the id cannot be read; write 1 to 63 letters, digits and . _ - that were not used before");
        assertThat(Commands.isHeld(asked)).isTrue();
    }

    private static ShopService asked(String id, CommandStatus known) {
        ShopService asked = service("", known);
        asked.getMetadata().setAnnotations(Map.of("shopfleet.io/plan", id));
        return asked;
    }

    @Test
    void isRefusedWhereTheStatusWasLost() {
        var lost = new Standing(
                rests(D), Optional.of(D), Optional.of(D), List.of(C), seen().view(View.Lost).fleet(), Optional.empty(), () -> "");
        refused(take("rollback id=42", lost),
                "the status of the service was lost, so nobody can tell whether this was carried out before; "
                        + "give it with a new id");
    }

    @Test
    void isCutToWhatTheStatusHolds() {
        assertThat(take("rollback " + "x".repeat(4000), REST).status().command()).hasSize(253);
    }

    @Test
    void isFollowedUntilItsRevisionServesFailsOrIsNoLongerAskedFor() {
        CommandStatus given = take("rollback id=42", REST).status();
        Position under = rests(D).rollBack(new Rollback(D, C)).start(C, new Step(3, 1), NOON);
        assertThat(Commands.followed(given, under, REST)).isEqualTo(given);
        assertThat(Commands.followed(given, under.promote(NOON), REST).outcome()).isEqualTo(CommandOutcome.Done);
        Position failed = under.turnBack(
                new Step(3, 0), Optional.of(new Failure(C, Reason.CrashLooping, "it ends", NOON)), NOON);
        assertThat(Commands.followed(given, failed, REST).message()).isEqualTo("version 3.0 (revision cccccccccc) failed: it ends");
        assertThat(Commands.followed(given, failed, REST).outcome()).isEqualTo(CommandOutcome.Failed);
        assertThat(Commands.followed(given, under.forget(), REST).outcome()).isEqualTo(CommandOutcome.Superseded);
    }
}
