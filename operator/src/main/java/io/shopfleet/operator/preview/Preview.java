package io.shopfleet.operator.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.operator.offline.Finding;
import io.shopfleet.operator.plan.Plan;
import java.util.List;

/**
 * What the operator would do for a folder.
 *
 * @param services in the order in which they start
 * @param refused what the API server would refuse, so that it changes nothing
 * @param notes what the plan takes for granted
 */
public record Preview(List<ServicePreview> services, List<Finding> refused, List<String> notes) {

    /** Nothing is wrong: nothing is refused, and every service gets where its spec wants it. */
    public boolean good() {
        return refused.isEmpty() && services.stream().allMatch(ServicePreview::good);
    }

    /**
     * What would be done for one service.
     *
     * @param file where its spec stands
     * @param outcome of the first pass
     * @param serving the revision that serves now; absent for a service that has not served
     * @param revision the revision that the spec describes; absent while it cannot be rendered
     * @param unmet dependencies that are not there yet when the plan is carried out
     * @param objects what would be written, all passes together
     * @param steps of the rollout, if every pod becomes ready
     * @param end phase in which the service comes to rest
     * @param problems what keeps the operator from it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServicePreview(
            String service,
            String file,
            Plan.Outcome outcome,
            RevisionPreview serving,
            RevisionPreview revision,
            PodsPreview pods,
            List<Unmet> unmet,
            List<ObjectChange> objects,
            List<StepPreview> steps,
            Phase end,
            List<Problem> problems) {

        boolean good() {
            return end == Phase.Running || end == Phase.Paused && problems.isEmpty();
        }
    }

    /** @param recorded it is known to the cluster, so that nothing needs to be rendered */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RevisionPreview(String revision, String version, String image, boolean recorded) {}

    /**
     * @param now pods asked for before
     * @param then pods asked for in the end
     * @param restart every pod is replaced
     * @param because what differs between the serving revision and the wanted one
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
     * One value that differs.
     *
     * @param what the field, in the words of the spec where it has some
     * @param before absent where there was none
     * @param after absent where there is none any more
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(String what, String before, String after) {}

    public enum Move {
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
