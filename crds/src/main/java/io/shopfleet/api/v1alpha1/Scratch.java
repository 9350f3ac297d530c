package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;

@JsonClassDescription("An empty writable folder.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "!('/etc/shopfleet/'.startsWith(self.mountPath + '/') || (self.mountPath + "
                + "'/').startsWith('/etc/shopfleet/')) && !('/bindings/'.startsWith(self.mountPath + '/') || "
                + "(self.mountPath + '/').startsWith('/bindings/'))",
        message = "mountPath must keep clear of /etc/shopfleet and /bindings, which belong to the operator", fieldPath = ".mountPath")
public record Scratch(
        @JsonPropertyDescription("Folder in the container: absolute, without . and .. parts and without a slash at the end.")
        @Required
        @Size(min = 2, max = Syntax.PATH_LENGTH)
        @Pattern(Syntax.MOUNT_PATH)
        String mountPath,

        @JsonPropertyDescription("How much it may hold, in bytes, with a unit such as Mi or Gi. A pod that writes more is evicted. "
                + "Default: 64Mi.")
        @Default("64Mi")
        Quantity size) {
}
