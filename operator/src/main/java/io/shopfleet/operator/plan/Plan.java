package io.shopfleet.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.Granted;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.rollout.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one pass decided.
 *
 * @param at the recorded position that the objects express
 * @param next the position to record once all of this was applied
 * @param objects in the order of application
 * @param prune what is no longer part of the service; only a complete plan has any
 * @param expected objects that must have existed already: where one is missing, somebody deleted it
 * @param wanted the revision that the spec describes; empty while it cannot be rendered
 * @param hold what the environment says against a start
 * @param granted what the service has of its namespace's limits
 * @param lookAgain when time alone may change the decision
 */
public record Plan(
        Outcome outcome,
        Position at,
        Position next,
        List<HasMetadata> objects,
        List<Scale> scales,
        List<Child> prune,
        Set<ObjectKey> expected,
        List<Problem> problems,
        List<Contribution> edges,
        Optional<RevisionRecord> wanted,
        Optional<Hold> hold,
        Optional<Granted> granted,
        int replicas,
        Optional<Duration> lookAgain) {

    /** The same findings with nothing done about them. */
    Plan paused() {
        return new Plan(
                Outcome.Paused, at, at, List.of(), List.of(), List.of(), Set.of(), problems, edges, wanted, hold, granted,
                replicas, Optional.empty());
    }

    public enum Outcome {
        /** Everything was known: what is not planned may go. */
        Complete,
        /** Something was missing or wrong: what serves is kept up, nothing is removed. */
        Partial,
        /** The service is paused: nothing is written but status. */
        Paused,
        /** The view was older than the cluster: nothing is written at all. */
        Stale
    }
}
