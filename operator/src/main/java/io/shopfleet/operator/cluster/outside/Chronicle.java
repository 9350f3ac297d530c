package io.shopfleet.operator.cluster.outside;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.operator.holding.HoldingReporter;
import io.shopfleet.operator.holding.Standing;
import io.shopfleet.operator.holding.Turn;
import io.shopfleet.operator.status.Happening;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Writes down how a pass ended, tells what happened, and says when to look again.
 *
 * @param <R> the resource
 */
final class Chronicle<R extends CustomResource<?, ExternalStatus>> {
    private static final Duration AT_ONCE = Duration.ofMillis(50);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** What somebody changes outside is noticed after so long; a fifth more or less, so that a fleet does not look all at once. */
    private static final Duration LOOK = Duration.ofMinutes(5);

    private final HoldingReporter reporter = new HoldingReporter();
    private final InstantSource clock;

    Chronicle(InstantSource clock) {
        this.clock = clock;
    }

    Duration record(R resource, Standing standing, List<Turn> happened, Surroundings<R> around) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Optional<ExternalStatus> before = Optional.ofNullable(resource.getStatus());
        ExternalStatus status = reporter.report(resource.getMetadata().getGeneration(), before, standing, now);
        if (!Optional.of(status).equals(before) && !around.record(resource, status)) {
            return AT_ONCE;
        }
        happened.forEach(turn -> around.tell(resource, happening(turn, resource)));
        standing.problems().stream()
                .filter(problem -> before.stream().flatMap(old -> old.problems().stream()).noneMatch(problem::equals))
                .forEach(problem -> around.tell(resource, happening(problem, resource)));
        return next(resource, standing, status, now);
    }

    private static Duration next(CustomResource<?, ?> resource, Standing standing, ExternalStatus status, Instant now) {
        if (standing.kind() == Standing.Kind.There && !standing.settled()) {
            return AT_ONCE;
        }
        return standing.settled() ? look(resource.getMetadata().getUid()) : pause(status, now);
    }

    /** Half as long as it has failed already: nothing has to be remembered, and whatever comes back is noticed in a minute. */
    private static Duration pause(ExternalStatus status, Instant now) {
        Duration failing = status.conditions().stream()
                .filter(condition -> condition.getType().equals("Synced"))
                .map(Condition::getLastTransitionTime)
                .map(since -> Duration.between(Instant.parse(since), now).dividedBy(2))
                .findFirst()
                .orElse(SHORTEST);
        if (failing.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return failing.compareTo(LONGEST) > 0 ? LONGEST : failing;
    }

    private static Duration look(String uid) {
        double share = 0.8 + 0.4 * Math.floorMod(uid.hashCode(), 1000) / 1000;
        return Duration.ofMillis((long) (LOOK.toMillis() * share));
    }

    static Happening happening(Turn turn, CustomResource<?, ?> resource) {
        return new Happening(turn.warning(), turn.reason(), turn.action(), turn.message(),
                resource.getMetadata().getResourceVersion() + turn.key());
    }

    private static Happening happening(Problem problem, CustomResource<?, ?> resource) {
        return new Happening(true, problem.reason(), "Check", problem.message() + "; " + problem.hint(),
                resource.getMetadata().getResourceVersion() + "-" + problem.path());
    }
}
