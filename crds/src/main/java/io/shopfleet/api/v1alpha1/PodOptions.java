package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shopfleet.api.schema.ListMapKey;
import java.util.List;
import java.util.Map;

@JsonClassDescription("Settings of the pods and of the service account that a service may choose.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "!has(self.labels) || !self.labels.exists(k, k.startsWith('shopfleet.io/') || "
                + "k in ['app.kubernetes.io/name', 'app.kubernetes.io/version', 'app.kubernetes.io/managed-by'])",
        message = "keys that begin with shopfleet.io/ belong to the operator, and so do name, version and managed-by of "
                + "app.kubernetes.io/", fieldPath = ".labels")
@ValidationRule(value = "!has(self.annotations) || !self.annotations.exists(k, k.startsWith('shopfleet.io/') || "
                + "k.startsWith('app.kubernetes.io/'))",
        message = "keys that begin with shopfleet.io/ or app.kubernetes.io/ belong to the operator", fieldPath = ".annotations")
@ValidationRule(value = "!has(self.serviceAccountAnnotations) || !self.serviceAccountAnnotations.exists(k, "
                + "k.startsWith('shopfleet.io/') || k.startsWith('app.kubernetes.io/'))",
        message = "keys that begin with shopfleet.io/ or app.kubernetes.io/ belong to "
                + "the operator", fieldPath = ".serviceAccountAnnotations")
@ValidationRule(value = "!has(self.labels) || self.labels.all(k, size(k) <= 316 && "
                + "k.matches('" + Syntax.LABEL_KEY + "'))",
        message = "a key must be a label name such as team or example.com/team", fieldPath = ".labels")
@ValidationRule(value = "!has(self.annotations) || self.annotations.all(k, size(k) <= 316 && "
                + "k.matches('" + Syntax.LABEL_KEY + "'))",
        message = "a key must be a label name such as team or example.com/team", fieldPath = ".annotations")
@ValidationRule(value = "!has(self.serviceAccountAnnotations) || self.serviceAccountAnnotations.all(k, size(k) <= 316 && "
                + "k.matches('" + Syntax.LABEL_KEY + "'))",
        message = "a key must be a label name such as team or example.com/team", fieldPath = ".serviceAccountAnnotations")
@ValidationRule(value = "!has(self.nodeSelector) || self.nodeSelector.all(k, size(k) <= 316 && "
                + "k.matches('" + Syntax.LABEL_KEY + "'))",
        message = "a key must be a label name such as team or example.com/team", fieldPath = ".nodeSelector")
public record PodOptions(
        @JsonPropertyDescription("Further labels of the pods. Keys that begin with shopfleet.io/ belong to the operator, and so "
                + "do name, version and managed-by of app.kubernetes.io/. At most 32.")
        @Size(max = 32)
        Map<String, @Size(max = Syntax.LABEL) @Pattern(Syntax.LABEL_VALUE) String> labels,

        @JsonPropertyDescription("Further annotations of the pods. Keys that begin with shopfleet.io/ or app.kubernetes.io/ belong "
                + "to the operator. At most 32.")
        @Size(max = 32)
        Map<String, @Size(max = 1024) String> annotations,

        @JsonPropertyDescription("Annotations of the service account, for identities that a cloud gives to pods. Keys that begin "
                + "with shopfleet.io/ or app.kubernetes.io/ belong to the operator. At most 32.")
        @Size(max = 32)
        Map<String, @Size(max = 1024) String> serviceAccountAnnotations,

        @JsonPropertyDescription("Secrets with credentials for the image registry, in the namespace of the service. At most 8.")
        @Size(max = 8)
        @ListMapKey("name")
        List<ObjectRef> imagePullSecrets,

        @JsonPropertyDescription("Labels a node must have to run the pods. At most 16.")
        @Size(max = 16)
        Map<String, @Size(max = Syntax.LABEL) @Pattern(Syntax.LABEL_VALUE) String> nodeSelector,

        @JsonPropertyDescription("Taints of nodes that the pods tolerate. At most 16.")
        @Size(max = 16)
        List<Toleration> tolerations,

        @JsonPropertyDescription("Name of the PriorityClass of the pods. Absent: that of the cluster.")
        @Size(min = 1, max = Syntax.NAME)
        @Pattern(Syntax.OBJECT_NAME)
        String priorityClassName,

        @JsonPropertyDescription("Label of nodes over whose values the pods are spread evenly, where possible. Default: "
                + "kubernetes.io/hostname.")
        @Default("kubernetes.io/hostname")
        @Size(min = 1, max = Syntax.KEY)
        @Pattern(Syntax.LABEL_KEY)
        String topologyKey) {

    public PodOptions {
        labels = labels == null ? Map.of() : labels;
        annotations = annotations == null ? Map.of() : annotations;
        serviceAccountAnnotations = serviceAccountAnnotations == null ? Map.of() : serviceAccountAnnotations;
        imagePullSecrets = imagePullSecrets == null ? List.of() : imagePullSecrets;
        nodeSelector = nodeSelector == null ? Map.of() : nodeSelector;
        tolerations = tolerations == null ? List.of() : tolerations;
    }
}
