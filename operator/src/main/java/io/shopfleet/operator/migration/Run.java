package io.shopfleet.operator.migration;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The Job of a migration, as it was seen.
 *
 * @param labels what it runs for
 * @param attempt when the rollout began that it was made in, as its annotation says
 * @param why it failed, in the words of its controller
 */
public record Run(String job, Map<String, String> labels, State state, String attempt, String why) {
    /** On a Job. A rollout that begins anew has a failed one made anew. */
    public static final String ATTEMPT = "shopfleet.io/attempt";

    /** Of what it said, in a message. */
    private static final int LONGEST = 280;

    /** Done and Failed are the last word of the Job's controller; what is on its way out has not said it yet. */
    public enum State {
        /** No pod of it has started yet, so it can be taken back. */
        Waiting,
        UnderWay,
        Done,
        Failed
    }

    /** By the names of their Jobs. */
    public static SortedMap<String, Run> among(List<HasMetadata> objects) {
        var runs = new TreeMap<String, Run>();
        objects.stream().filter(Job.class::isInstance).map(object -> of((Job) object)).forEach(run -> runs.put(run.job(), run));
        return runs;
    }

    public static Run of(Job job) {
        Optional<JobCondition> done = condition(job, "Complete");
        Optional<JobCondition> failed = condition(job, "Failed");
        boolean leaving = job.getMetadata().getDeletionTimestamp() != null;
        State ended = done.map(some -> State.Done).or(() -> failed.map(some -> State.Failed)).orElse(begun(job) ? State.UnderWay : State.Waiting);
        return new Run(
                job.getMetadata().getName(),
                Optional.ofNullable(job.getMetadata().getLabels()).map(Map::copyOf).orElse(Map.of()),
                leaving ? State.UnderWay : ended,
                Optional.ofNullable(job.getMetadata().getAnnotations()).map(annotations -> annotations.get(ATTEMPT)).orElse(""),
                failed.map(JobCondition::getReason).orElse(""));
    }

    private static boolean begun(Job job) {
        return Stream.ofNullable(job.getStatus())
                .flatMap(status -> Stream.of(status.getReady(), status.getSucceeded(), status.getFailed()))
                .anyMatch(pods -> pods != null && pods > 0);
    }

    private static Optional<JobCondition> condition(Job job, String type) {
        return Stream.ofNullable(job.getStatus())
                .flatMap(status -> status.getConditions().stream())
                .filter(condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()))
                .findFirst();
    }

    /**
     * In words.
     *
     * @param lines that it said last
     */
    public String failure(List<String> lines) {
        String last = String.join(" | ", lines);
        return "Job " + job + " failed (" + why + "); " + (last.isEmpty()
                ? "it said nothing that is still there"
                : "it said last: " + (last.length() > LONGEST ? "…" + last.substring(last.length() - LONGEST) : last));
    }

    /** Another one must not run beside it. */
    public boolean isOpen() {
        return state == State.Waiting || state == State.UnderWay;
    }

    public boolean is(State other) {
        return state == other;
    }
}
