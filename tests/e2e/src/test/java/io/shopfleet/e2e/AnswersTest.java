package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The checker of lost requests finds what was planted for it. */
class AnswersTest {
    private static final Instant BEGUN = Instant.parse("2026-01-01T10:00:00Z");
    private static final int RATE = 10;

    @Test
    void aLoadThatWentWellHasNoLostRequest() {
        Answers answers = of(good(200));
        assertThat(answers.lost()).isEmpty();
        assertThat(answers.sentPercent()).isEqualTo(100);
        assertThat(answers.revisionsOf("catalog")).containsExactly("aaa");
    }

    @Test
    void anAnswerThatIsNoSuccessIsLost() {
        assertThat(withOne(new Answer("kept", 50, 503, at(50), millis(3), "503 Service Unavailable", "orders", "aaa", "")).lost())
                .singleElement().asString().contains("number=50", "code=503");
    }

    @Test
    void aRedirectIsLost() {
        assertThat(withOne(new Answer("kept", 50, 302, at(50), millis(3), "", "orders", "aaa", "")).lost()).hasSize(1);
    }

    @Test
    void aConnectionThatWasResetIsLost() {
        assertThat(withOne(new Answer("kept", 50, 0, at(50), millis(3), "read: connection reset by peer", "", "", "")).lost())
                .singleElement().asString().contains("connection reset by peer");
    }

    @Test
    void anAnswerAfterMoreThanASecondIsLost() {
        assertThat(withOne(new Answer("kept", 50, 200, at(50), millis(1000), "", "catalog", "aaa", "")).lost()).isEmpty();
        assertThat(withOne(new Answer("kept", 50, 200, at(50), millis(1001), "", "catalog", "aaa", "")).lost()).hasSize(1);
    }

    @Test
    void aRequestWithoutAnyResultIsLost() {
        List<Answer> all = good(200);
        all.removeIf(answer -> answer.number() == 50);
        assertThat(of(all).lost()).containsExactly("request 50 of sender kept has no result");
    }

    @Test
    void whatCameBeforeTheBeginDoesNotCount() {
        List<Answer> all = good(200);
        all.removeIf(answer -> answer.number() < 50);
        assertThat(new Answers(all, 50, RATE, Duration.ofSeconds(3)).lost()).isEmpty();
    }

    @Test
    void aRequestThatMayStillBeUnderWayIsNotLost() {
        List<Answer> all = good(200);
        all.removeIf(answer -> answer.number() == 190);
        assertThat(of(all).lost()).isEmpty();
    }

    @Test
    void aSenderThatFellBehindItsPlanIsSeen() {
        List<Answer> late = new ArrayList<>(good(100));
        LongStream.range(100, 200).forEach(number -> late.add(answer(number, at(number + 20))));
        assertThat(of(late).sentPercent()).isBetween(90.0, 92.0);
    }

    @Test
    void theWorseSenderCounts() {
        List<Answer> all = new ArrayList<>(good(200));
        LongStream.range(0, 100).forEach(number -> all.add(
                new Answer("fresh", number, 200, at(number * 2), millis(3), "", "catalog", "aaa", "")));
        assertThat(of(all).sentPercent()).isBetween(50.0, 51.0);
    }

    @Test
    void aResultOfTheLoadGeneratorIsRead() {
        assertThat(Answer.read("kept", """
                {"attack":"","seq":211,"code":201,"timestamp":"2026-01-01T10:00:00.5Z","latency":3000000,"bytes_out":41,"bytes_in":2,\
                "error":"","body":"e30=","method":"POST","url":"http://orders/orders",\
                "headers":{"Shopfleet-Service":["orders"],"Shopfleet-Revision":["4817d3291c"]}}"""))
                .isEqualTo(new Answer("kept", 211, 201, BEGUN.plusMillis(500), millis(3), "", "orders", "4817d3291c", "{}"));
    }

    @Test
    void aResultWithoutAnAnswerIsRead() {
        assertThat(Answer.read("fresh", """
                {"attack":"","seq":7,"code":0,"timestamp":"2026-01-01T10:00:00Z","latency":3000000,"bytes_out":0,"bytes_in":0,\
                "error":"dial tcp: connection refused","body":null,"method":"GET","url":"http://orders/orders","headers":null}"""))
                .isEqualTo(new Answer("fresh", 7, 0, BEGUN, millis(3), "dial tcp: connection refused", "", "", ""));
    }

    private static List<Answer> good(int count) {
        return new ArrayList<>(LongStream.range(0, count).mapToObj(number -> answer(number, at(number))).toList());
    }

    private static Answers withOne(Answer planted) {
        List<Answer> all = good(200);
        all.set((int) planted.number(), planted);
        return of(all);
    }

    private static Answers of(List<Answer> all) {
        return new Answers(all, 0, RATE, Duration.ofSeconds(3));
    }

    private static Answer answer(long number, Instant sent) {
        return new Answer("kept", number, 200, sent, millis(3), "", "catalog", "aaa", "");
    }

    private static Instant at(long number) {
        return BEGUN.plusMillis(1000 / RATE * number);
    }

    private static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }
}
