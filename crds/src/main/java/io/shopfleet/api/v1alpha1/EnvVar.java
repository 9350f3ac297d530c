package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

@JsonClassDescription("An environment variable from one of three sources.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "[has(self.value), has(self.secretKeyRef), has(self.configMapKeyRef)].exists_one(x, x)",
        message = "exactly one of value, secretKeyRef and configMapKeyRef must be given")
@ValidationRule(value = "!self.name.startsWith('SHOPFLEET_')",
        message = "names that begin with SHOPFLEET_ belong to the operator; choose another", fieldPath = ".name")
public record EnvVar(
        @JsonPropertyDescription("Name of the variable: letters, digits and _, no digit first.")
        @Required
        @Size(min = 1, max = Syntax.NAME)
        @Pattern(Syntax.ENV_NAME)
        String name,

        @JsonPropertyDescription("The value itself; may be empty, up to 4096 characters. Exactly one of value, secretKeyRef and "
                + "configMapKeyRef.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Size(max = 4096)
        String value,

        @JsonPropertyDescription("A key of a Secret in the namespace of the service. The Secret needs the label "
                + "shopfleet.io/bindable: \"true\"; until it is there the new revision waits.")
        KeyRef secretKeyRef,

        @JsonPropertyDescription("A key of a ConfigMap in the namespace of the service. The ConfigMap needs the label "
                + "shopfleet.io/bindable: \"true\"; until it is there the new revision waits.")
        KeyRef configMapKeyRef) {
}
