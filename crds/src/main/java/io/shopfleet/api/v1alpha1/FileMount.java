package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

@JsonClassDescription("A ConfigMap or Secret mounted as a folder.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "has(self.configMap) != has(self.secret)",
        message = "exactly one of configMap and secret must be given")
@ValidationRule(value = "!('/etc/shopfleet/'.startsWith(self.mountPath + '/') || (self.mountPath + "
                + "'/').startsWith('/etc/shopfleet/')) && !('/bindings/'.startsWith(self.mountPath + '/') || "
                + "(self.mountPath + '/').startsWith('/bindings/'))",
        message = "mountPath must keep clear of /etc/shopfleet and /bindings, which belong to the operator", fieldPath = ".mountPath")
public record FileMount(
        @JsonPropertyDescription("Name of the entry: lower-case letters, digits and hyphens, up to 40 long.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern(Syntax.DNS_LABEL)
        String name,

        @JsonPropertyDescription("Folder in the container: absolute, without . and .. parts and without a slash at the end.")
        @Required
        @Size(min = 2, max = Syntax.PATH_LENGTH)
        @Pattern(Syntax.MOUNT_PATH)
        String mountPath,

        @JsonPropertyDescription("ConfigMap in the namespace of the service, with the label shopfleet.io/bindable: \"true\". "
                + "Exactly one of configMap and secret.")
        ObjectRef configMap,

        @JsonPropertyDescription("Secret in the namespace of the service, with the label shopfleet.io/bindable: \"true\". Exactly "
                + "one of configMap and secret.")
        ObjectRef secret) {
}
