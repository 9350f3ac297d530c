package io.shopfleet.operator.rollout;

import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.migration.Migration;
import io.shopfleet.operator.migration.Run.State;
import io.shopfleet.operator.migration.Run;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has to be done before the first pod of a revision: its migrations, one after the other. What was done for the
 * revision that serves, whether its Job is there or not, is done for all that have it.
 *
 * @param running one has begun, whosever; such a one is never ended, and none is run beside another
 * @param due revisions with migrations to be done, as {@link io.shopfleet.operator.fleet.Pair} identifies them
 * @param failed the candidate, where one of its migrations failed since it set out
 * @param next the one to begin now
 * @param outlived Jobs that failed before the candidate set out anew, or have not begun and are not wanted any more
 */
public record Preparation(
        boolean running, Set<String> due, Optional<String> failed, Optional<Migration> next, Set<String> outlived) {
    public static final Preparation DONE = new Preparation(false, Set.of(), Optional.empty(), Optional.empty(), Set.of());

    /** @param records of what is on its way, and of what may set out, by what identifies them */
    public static Preparation of(Position at, SortedMap<String, RevisionRecord> records, Fleet fleet) {
        Set<String> done = done(at, records, fleet);
        boolean running = fleet.migrations().values().stream().anyMatch(run -> run.is(State.UnderWay));
        var due = new HashSet<String>();
        records.forEach((id, record) -> {
            if (!begun(at, id) && first(record, done).isPresent()) {
                due.add(id);
            }
        });
        Optional<Migration> first = at.candidate().filter(due::contains).map(records::get).flatMap(record -> first(record, done));
        Optional<Run> run = first.map(Migration::job).map(fleet.migrations()::get);
        boolean ofNow = run.filter(some -> some.attempt().equals(at.startedAt().toString())).isPresent();
        Optional<Run> failed = run.filter(some -> some.is(State.Failed));
        return new Preparation(
                running,
                Set.copyOf(due),
                at.candidate().filter(candidate -> ofNow && failed.isPresent()),
                first.filter(migration -> fleet.migrations().values().stream().noneMatch(Run::isOpen) && run.isEmpty()),
                Stream.concat(failed.filter(old -> !ofNow).stream(), unwanted(at, first, fleet)).map(Run::job).collect(Collectors.toSet()));
    }

    private static Stream<Run> unwanted(Position at, Optional<Migration> first, Fleet fleet) {
        Optional<String> wanted = first.map(Migration::job).filter(job -> at.direction() == Direction.Forward);
        return fleet.migrations().values().stream()
                .filter(run -> run.is(State.Waiting) && wanted.filter(run.job()::equals).isEmpty());
    }

    /**
     * What a command returns to served once, so that its migrations were done, unless a Job says that they were not. They would not
     * bear to be done again: the tables have moved on.
     */
    private static Set<String> done(Position at, SortedMap<String, RevisionRecord> records, Fleet fleet) {
        Stream<Migration> returning = records.values().stream()
                .filter(record -> at.rollback().filter(rollback -> rollback.to().equals(record.revision())).isPresent())
                .flatMap(record -> record.migrations().stream())
                .filter(migration -> !fleet.migrations().containsKey(migration.job()));
        Stream<Migration> serving = at.serving().flatMap(fleet::record).stream().flatMap(record -> record.migrations().stream());
        Stream<Run> ended = fleet.migrations().values().stream().filter(run -> run.is(State.Done));
        return Stream.concat(Stream.concat(serving, returning).map(Migration::job), ended.map(Run::job)).collect(Collectors.toSet());
    }

    /** One that has pods was prepared, whatever became of the Jobs. */
    private static boolean begun(Position at, String id) {
        return at.isCandidate(id) && at.step().candidate() > 0;
    }

    private static Optional<Migration> first(RevisionRecord record, Set<String> done) {
        return record.migrations().stream().filter(migration -> !done.contains(migration.job())).findFirst();
    }

    boolean isDue(String id) {
        return due.contains(id);
    }

    boolean hasFailed(String id) {
        return failed.filter(id::equals).isPresent();
    }

    /**
     * A candidate that has no object of its own yet but what its migrations read: it is not prepared, or is about to get its first
     * pod. A Deployment without a number would start one.
     */
    public boolean holds(String id, Position at, Position next, Fleet fleet) {
        boolean setsOut = at.isCandidate(id) && at.step().candidate() == 0 && next.isCandidate(id) && next.step().candidate() > 0;
        return at.isCandidate(id) && !fleet.workloads().containsKey(id) && (isDue(id) || setsOut);
    }
}
