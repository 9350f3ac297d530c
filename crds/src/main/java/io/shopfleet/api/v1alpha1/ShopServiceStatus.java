package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import io.shopfleet.api.schema.ListMapKey;
import java.util.List;

@JsonClassDescription("What the operator saw and did. Written by the operator only.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ShopServiceStatus(
        @JsonPropertyDescription("The metadata.generation that this status speaks of. Smaller than that: the latest change has not "
                + "been seen yet.")
        @Min(0)
        @Max(Syntax.LONG)
        Long observedGeneration,

        @JsonPropertyDescription("Where the service stands, in one word. For people; programs read conditions.")
        Phase phase,

        @JsonPropertyDescription("Version of the serving revision.")
        @Size(max = Syntax.LABEL)
        @Pattern(Syntax.VERSION)
        String version,

        @JsonPropertyDescription("Share of the traffic that the candidate gets, in percent. Absent: no rollout.")
        @Min(0)
        @Max(100)
        Integer weight,

        @JsonPropertyDescription("Pods of all revisions.")
        @Min(0)
        @Max(Syntax.INT)
        @StatusReplicas
        Integer replicas,

        @JsonPropertyDescription("Available pods of all revisions.")
        @Min(0)
        @Max(Syntax.INT)
        Integer availableReplicas,

        @JsonPropertyDescription("Label selector of the pods of all revisions, for kubectl scale and autoscalers.")
        @Size(max = 512)
        @LabelSelector
        String selector,

        @JsonPropertyDescription("Names of the dependencies that are waited for.")
        @Size(max = 2048)
        String waitingOn,

        @JsonPropertyDescription("Accepted, DependenciesReady, RolledOut, Available, Ready, Reconciling and Stalled, each with "
                + "reason and message, and PendingTemplateUpdate where it is true. Unknown: under way or cannot tell. "
                + "False: failed or somebody must act. At most 16.")
        @Size(max = 16)
        @ListMapKey("type")
        List<Condition> conditions,

        @JsonPropertyDescription("The revision that has the traffic. Absent: none has served yet.")
        RevisionStatus serving,

        @JsonPropertyDescription("The revision that is on its way. Absent: no rollout.")
        RevisionStatus candidate,

        @JsonPropertyDescription("The last revision that failed. It is not tried again while the specification stays the same.")
        FailedRevision failed,

        @JsonPropertyDescription("The rollback by command that is in force. Absent: none.")
        Rollback rollback,

        @JsonPropertyDescription("Progress of the rollout. Absent: none has begun yet.")
        RolloutStatus rollout,

        @JsonPropertyDescription("The last command given by the annotation shopfleet.io/command. Absent: none was given.")
        CommandStatus command,

        @JsonPropertyDescription("What is known of each dependency. At most 32.")
        @Size(max = 32)
        @ListMapKey("name")
        List<DependencyStatus> dependencies,

        @JsonPropertyDescription("Revisions that served and are kept to return to, the one that was replaced last first. At most "
                + "20.")
        @Size(max = 20)
        List<RevisionStatus> history,

        @JsonPropertyDescription("What is wrong, field by field. At most 32.")
        @Size(max = 32)
        List<Problem> problems,

        @JsonPropertyDescription("True: the serving revision has the pod template of another operator version, as the condition "
                + "PendingTemplateUpdate tells. Absent: it has the current one. Can be selected with --field-selector "
                + "status.pendingTemplateUpdate=true.")
        @SelectableField
        Boolean pendingTemplateUpdate,

        @JsonPropertyDescription("What the service holds of the limits of its environment: what it asked for when it last fitted. "
                + "Absent: nothing, or the environment has no limits.")
        Share share) {

    public ShopServiceStatus {
        conditions = conditions == null ? List.of() : conditions;
        dependencies = dependencies == null ? List.of() : dependencies;
        history = history == null ? List.of() : history;
        problems = problems == null ? List.of() : problems;
    }
}
