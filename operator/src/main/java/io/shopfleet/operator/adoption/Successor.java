package io.shopfleet.operator.adoption;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.rollout.Failure;
import io.shopfleet.operator.rollout.Position;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a revision may set out from pods that were taken over, or back to them. */
public final class Successor {
    private Successor() {}

    /** What the spec has to say before the revision that it describes may take over. */
    public static Stream<Problem> problems(RevisionRecord described, Position at, Fleet fleet) {
        return at.candidateRevision().filter(described.revision()::equals).isPresent()
                ? Stream.empty()
                : handover(described, at, fleet).stream().flatMap(handover -> Stream.of(labels(handover), ports(handover))
                        .flatMap(Optional::stream)
                        .limit(1));
    }

    /** Why a revision that a command asks for cannot set out. */
    public static Optional<Failure> obstacle(RevisionRecord ordered, Position at, Fleet fleet) {
        return handover(ordered, at, fleet)
                .flatMap(handover -> labels(handover).or(() -> ports(handover)))
                .map(problem -> new Failure(ordered.revision(), problem.reason(), problem.message(), fleet.now()));
    }

    private static Optional<Handover> handover(RevisionRecord to, Position at, Fleet fleet) {
        return at.serving().flatMap(fleet::record).map(from -> new Handover(from, to)).filter(Handover::concerns);
    }

    private static Optional<Problem> labels(Handover handover) {
        return Optional.of(handover.labels()).filter(labels -> !labels.isEmpty()).map(labels -> problem(
                "spec.pod.labels",
                "pods that were taken over are reached by labels that pods of the other revision lack: " + labels,
                "add to spec.pod.labels: {" + labels + "}; they may go once the pods that were taken over are gone"));
    }

    private static Optional<Problem> ports(Handover handover) {
        return Optional.of(handover.ports()).filter(ports -> !ports.isEmpty()).map(ports -> problem(
                "spec.ports",
                "between pods that were taken over and others the numbers of ports must stay; missing: " + ports,
                "keep these ports in spec.ports; they may change once the pods that were taken over are gone"));
    }

    private static Problem problem(String path, String message, String hint) {
        return new Problem(path, Severity.Error, Reason.HandoverHeld, message, hint);
    }
}
