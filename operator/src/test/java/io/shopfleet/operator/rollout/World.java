package io.shopfleet.operator.rollout;

import static io.shopfleet.operator.rollout.Positions.A;
import static io.shopfleet.operator.rollout.Positions.B;
import static io.shopfleet.operator.rollout.Positions.C;
import static io.shopfleet.operator.rollout.Positions.NOON;

import io.shopfleet.api.v1alpha1.Rollback;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.fleet.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Deployments and their controllers, small enough to run thousands of rollouts: a pass applies the recorded step and
 * records the next one, a controller follows later, pods come and go.
 */
final class World {
    static final Duration DEADLINE = Duration.ofSeconds(60);

    static final class Deployment {
        int wanted;
        boolean settled;
        int available;
    }

    final Map<String, Deployment> deployments = new TreeMap<>();
    Position at;
    Instant now = NOON;
    String wanted = A;
    int replicas;
    boolean gates = true;
    boolean frozen;

    World(int replicas, boolean serves) {
        this.replicas = replicas;
        this.at = serves ? Positions.serving(A) : Position.NONE;
        if (serves) {
            apply(A, replicas);
            controllers();
            ready(A, replicas);
        }
    }

    Goal goal() {
        return new Goal(
                Optional.of(wanted), at.aim(Optional.of(wanted)), Optional.empty(), gates, frozen, replicas, new Rolling(),
                DEADLINE);
    }

    Fleet fleet() {
        var seen = new Sighting().at(now);
        List.of(A, B, C).forEach(revision -> seen.record(
                new RevisionRecord(revision, 1, "1", "0", 1, "1", "a:1", "{}", "{}", "[]", "{}", false)));
        deployments.forEach((revision, deployment) -> seen.workload(new Workload(
                revision, deployment.wanted, deployment.settled, deployment.wanted, deployment.available, true)));
        return seen.fleet();
    }

    /** What the operator does in one pass: decide on what it saw, apply what was recorded, record what it decided. */
    Position pass() {
        Position next = StepMachine.next(at, goal(), fleet());
        if (at.moving()) {
            at.serving().ifPresent(revision -> apply(revision, at.step().serving()));
            at.candidate().ifPresent(revision -> apply(revision, at.step().candidate()));
        } else {
            at.serving().ifPresent(revision -> apply(revision, replicas));
        }
        deployments.keySet().removeIf(revision -> !at.isServing(revision) && !at.isCandidate(revision));
        at = next;
        now = now.plusSeconds(5);
        return next;
    }

    /** A command, given at rest or on the way: a shall serve. */
    void rollBack() {
        if (at.serving().isPresent() && !at.aim(Optional.of(wanted)).equals(Optional.of(A))) {
            at = at.rollBack(new Rollback(wanted, A));
        }
    }

    private void apply(String revision, int wanted) {
        Deployment deployment = deployments.computeIfAbsent(revision, name -> new Deployment());
        deployment.settled &= deployment.wanted == wanted;
        deployment.wanted = wanted;
    }

    void controllers() {
        deployments.values().forEach(deployment -> {
            deployment.settled = true;
            deployment.available = Math.min(deployment.available, deployment.wanted);
        });
    }

    void ready(String revision, int pods) {
        with(revision, deployment -> deployment.available = Math.min(deployment.wanted, deployment.available + pods));
    }

    void lose(String revision) {
        with(revision, deployment -> deployment.available = Math.max(0, deployment.available - 1));
    }

    void with(String revision, Consumer<Deployment> change) {
        Optional.ofNullable(deployments.get(revision)).ifPresent(change);
    }

    int available(String revision) {
        return deployments.containsKey(revision) ? deployments.get(revision).available : 0;
    }

    int available() {
        return deployments.values().stream().mapToInt(deployment -> deployment.available).sum();
    }
}
