package io.shopfleet.e2e;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Everything that became of the requests of a load.
 *
 * @param begin number of the first request that counts
 * @param rate requests that each sender planned per second
 * @param timeout after which a sender gave a request up
 */
record Answers(List<Answer> all, long begin, int rate, Duration timeout) {

    /** Descriptions of the requests that were lost; those that vanished without any result are among them. */
    List<String> lost() {
        Stream<String> seen = all.stream().filter(Answer::lost).map(Answer::toString);
        Stream<String> vanished = bySender().flatMap(this::vanished);
        return Stream.concat(seen, vanished).toList();
    }

    /** The least share of its planned requests that a sender sent, in percent. */
    double sentPercent() {
        return bySender().mapToDouble(this::sentPercent).min().orElse(0);
    }

    Set<String> revisionsOf(String service) {
        return all.stream().filter(answer -> answer.service().equals(service)).map(Answer::revision).collect(Collectors.toSet());
    }

    /** In one line, for the log of the tests. */
    @Override
    public String toString() {
        var byRevision = all.stream().collect(Collectors.groupingBy(answer -> answer.service() + " " + answer.revision(),
                TreeMap::new, Collectors.counting()));
        long slowest = all.stream().mapToLong(answer -> answer.took().toMillis()).max().orElse(0);
        return "%d requests, %d lost, %.1f %% of the plan sent, slowest %d ms, answered by %s".formatted(
                all.size(), lost().size(), sentPercent(), slowest, byRevision);
    }

    private Stream<List<Answer>> bySender() {
        return all.stream().sorted(Comparator.comparingLong(Answer::number))
                .collect(Collectors.groupingBy(Answer::sender)).values().stream();
    }

    /** A request sent so long before the newest that it must have ended, and yet has no result. */
    private Stream<String> vanished(List<Answer> ofOneSender) {
        Set<Long> numbers = ofOneSender.stream().map(Answer::number).collect(Collectors.toSet());
        long settled = ofOneSender.getLast().number() - rate * (timeout.toSeconds() + 1);
        return LongStream.range(begin, settled).filter(number -> !numbers.contains(number))
                .mapToObj(number -> "request " + number + " of sender " + ofOneSender.getFirst().sender() + " has no result");
    }

    private double sentPercent(List<Answer> ofOneSender) {
        Answer first = ofOneSender.getFirst();
        Answer last = ofOneSender.getLast();
        double planned = rate * Duration.between(first.sent(), last.sent()).toNanos() / 1e9 + 1;
        return 100 * Math.min(1, (last.number() - first.number() + 1) / planned);
    }
}
