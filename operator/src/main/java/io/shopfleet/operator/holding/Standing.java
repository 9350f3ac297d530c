package io.shopfleet.operator.holding;

import io.shopfleet.api.v1alpha1.ExternalObject;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a resource and what it stands for were found at the end of a pass.
 *
 * @param problems those that stop everything, or of what cannot be done
 * @param external what it stands for, as far as it is known
 * @param settled nothing is left to do
 */
public record Standing(Kind kind, List<Problem> problems, Optional<ExternalObject> external, boolean settled) {

    /** Why a pass ended. */
    public enum Kind {
        /** Something around the resource is not there yet; it will come, or somebody is told. */
        Waiting,
        /** The specification cannot be carried out, or the name is not the resource's. */
        Refused,
        /** The server does not answer. */
        Unreachable,
        /** Somebody must act before anything more is done outside. */
        Stopped,
        /** It is there. Problems tell what of the specification could not be done. */
        There
    }

    private static final Set<Reason> OF_THE_NAME = Set.of(Reason.Conflict, Reason.NotOwned);

    public static Standing waiting(Problem problem) {
        return new Standing(Kind.Waiting, List.of(problem), Optional.empty(), true);
    }

    public static Standing refused(List<Problem> problems) {
        return new Standing(Kind.Refused, problems, Optional.empty(), true);
    }

    public static Standing held(Problem problem) {
        Kind kind = OF_THE_NAME.contains(problem.reason()) ? Kind.Refused : Kind.Stopped;
        return new Standing(kind, List.of(problem), Optional.empty(), true);
    }

    /** The server did not answer, or refused what it was asked. */
    public static Standing failed(Problem problem) {
        Kind kind = problem.reason() == Reason.DependencyUnreachable ? Kind.Unreachable : Kind.Stopped;
        return new Standing(kind, List.of(problem), Optional.empty(), false);
    }

    /** Somebody else was faster; what it stands for is not known. */
    public static Standing overtaken() {
        return new Standing(Kind.There, List.of(), Optional.empty(), false);
    }

    public static Standing there(ExternalObject external, List<Problem> unsupported, boolean settled) {
        return new Standing(Kind.There, unsupported, Optional.of(external), settled);
    }
}
