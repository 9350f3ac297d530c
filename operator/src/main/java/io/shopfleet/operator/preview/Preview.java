package io.shopfleet.operator.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Severity;
import java.util.List;

/**
 * What the operator would do for a folder.
 *
 * @param cluster what the plan starts from
 * @param services in the order in which they start: those of the folder, and those that change through it
 * @param unplanned services of which nobody can tell, since something about them cannot be read
 * @param refused what the API server would refuse, so that it changes nothing
 * @param notes what the plan takes for granted
 */
public record Preview(
        Basis cluster, List<ServicePreview> services, List<Unplanned> unplanned, List<Refusal> refused, List<String> notes) {

    /** Nothing is refused, and all that matters could be read. */
    public boolean good() {
        return cluster.good() && refused.isEmpty() && unplanned.isEmpty() && services.stream().allMatch(ServicePreview::good);
    }

    /** @param good the cluster was read, or left out on purpose */
    public record Basis(String words, boolean good) {}

    /** @param object kind, namespace and name; empty where nobody can tell */
    public record Refusal(String place, String object, String path, String message, String cure) {}

    public record Unplanned(String service, String because) {}

    /**
     * What would be done for one service.
     *
     * @param place file and document of its spec; absent for one that is not in the folder and changes through it
     * @param serving what serves now; absent for a service that has not served
     * @param wanted what the spec describes; absent while it cannot be rendered
     * @param unmet dependencies that are not there yet when the plan is carried out
     * @param objects what would be written, all passes together
     * @param steps of the rollout, if every pod becomes ready
     * @param end phase in which the service comes to rest
     * @param problems what keeps the operator from what the spec wants
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServicePreview(
            String service,
            String place,
            RevisionPreview serving,
            RevisionPreview wanted,
            PodsPreview pods,
            List<Unmet> unmet,
            List<ObjectChange> objects,
            List<StepPreview> steps,
            Phase end,
            List<Problem> problems) {

        boolean good() {
            return problems.stream().noneMatch(problem -> problem.severity() == Severity.Error);
        }

        /** It waits at the end, too. */
        boolean waits() {
            return unmet.stream().anyMatch(edge -> edge.holds() && !edge.resolved());
        }

        /** The same, as if its spec stood elsewhere. */
        public ServicePreview at(String other) {
            return new ServicePreview(service, other, serving, wanted, pods, unmet, objects, steps, end, problems);
        }
    }

    /** @param recorded it is known to the cluster, so that nothing needs to be rendered */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RevisionPreview(String revision, Long epoch, String version, String image, boolean recorded) {}

    /**
     * @param now pods asked for before
     * @param then pods asked for in the end
     * @param restart every pod is replaced
     * @param because what differs between what serves and what is wanted
     */
    public record PodsPreview(int now, int then, boolean restart, List<Difference> because) {}

    /**
     * @param holds the wanted revision waits for it
     * @param resolved it comes up in the course of this plan
     */
    public record Unmet(String dependency, String target, String message, boolean holds, boolean resolved) {}

    public enum Action {
        Create,
        Change,
        Delete
    }

    public record ObjectChange(Action action, String kind, String name, List<Difference> changes) {}

    /**
     * One thing that differs.
     *
     * @param what the field, in the words of the spec where it has some
     * @param before absent where there was none, or where it is not for people's eyes
     * @param after absent where there is none any more, or where it is not for people's eyes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(String what, String before, String after) {

        /** One that is told without its values. */
        public static Difference of(String what) {
            return new Difference(what, null, null);
        }
    }

    public enum Move {
        /** The tables change that the candidate needs, before it has a pod. */
        Migrate,
        /** The candidate has these pods beside those of the serving revision. */
        Step,
        /** The candidate becomes the serving revision. */
        Promote,
        /** The candidate is taken back. */
        Drop
    }

    /** @param weight share of the pods that are the candidate's, in percent */
    public record StepPreview(Move move, String candidate, int candidatePods, int servingPods, int weight) {}
}
