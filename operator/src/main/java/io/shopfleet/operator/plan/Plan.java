package io.shopfleet.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.RecordedPosition;
import io.shopfleet.operator.source.Reference;
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
 * @param owned owners of what is kept as it is and had none
 * @param prune what is no longer part of the service; only a complete plan has any, autoscalers aside
 * @param expected objects that must have existed already: where one is missing, somebody deleted it
 * @param unread Secrets and ConfigMaps whose values must be read before anything can be done; then nothing else is planned
 * @param aim what the rollout makes for
 * @param replicas pods that the service shall have, whoever says so
 * @param number whose the number of pods is, once all of this was applied
 * @param frozen a freeze holds whatever is new
 * @param ledger what else status shall remember
 * @param lookAgain when time alone may change the decision
 */
public record Plan(
        Outcome outcome,
        Position at,
        Position next,
        List<HasMetadata> objects,
        List<Scale> scales,
        List<HasMetadata> owned,
        List<Child> prune,
        Set<ObjectKey> expected,
        List<Problem> problems,
        List<Contribution> edges,
        Set<Reference> unread,
        Aim aim,
        int replicas,
        Number number,
        boolean frozen,
        Ledger ledger,
        Optional<Duration> lookAgain) {

    /** The same findings with nothing done about them. */
    Plan paused(ShopServiceStatus before) {
        return new Plan(
                Outcome.Paused, at, at, List.of(), List.of(), List.of(), List.of(), Set.of(), problems, edges, Set.of(), aim, replicas,
                Number.recorded(before), RecordedPosition.frozen(before), ledger, Optional.empty());
    }

    /** How many replicas the Deployment of a revision shall have, and the step that says so. */
    public record Scale(String deployment, String revision, int replicas, long beat) {}

    /** Whose business the number of pods is. */
    public enum Number {
        /** The operator's, as ever. */
        Operators,
        /** The operator's again: what others made of it meanwhile is not put right, but taken over. */
        Taken,
        /** The autoscaler's: none is applied. */
        Autoscalers;

        /** As it was after the last pass that applied all it planned. */
        public static Number recorded(ShopServiceStatus status) {
            return RecordedPosition.autoscaled(status) ? Autoscalers : Operators;
        }
    }

    /** Values have to be copied that the pass has not seen. */
    static Plan reading(
            Set<Reference> unread,
            Position at,
            List<Problem> problems,
            List<Contribution> edges,
            Sizing sizing,
            Ledger ledger) {
        return new Plan(
                Outcome.Unread, at, at, List.of(), List.of(), List.of(), List.of(), Set.of(), problems, edges, unread, Aim.NONE,
                sizing.replicas(), sizing.number(), false, ledger, Optional.empty());
    }

    public enum Outcome {
        /** Everything was known: what is not planned may go. */
        Complete,
        /** Something was missing or wrong: what serves is kept up, nothing is removed. */
        Partial,
        /** The service is paused: nothing is written but status. */
        Paused,
        /** Values of Secrets or ConfigMaps are needed, and then another plan. */
        Unread,
        /** The view was older than the cluster: nothing is written at all. */
        Stale
    }
}
