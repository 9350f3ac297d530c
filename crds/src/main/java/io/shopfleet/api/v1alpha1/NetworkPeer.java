package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

@JsonClassDescription("Pods that may reach every service of the environment.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "!has(self.pods) || self.pods.all(k, size(k) <= 316 && k.matches('" + Syntax.LABEL_KEY + "'))",
        message = "a key must be a label name such as team or example.com/team", fieldPath = ".pods")
public record NetworkPeer(
        @JsonPropertyDescription("What the peer is called, such as gateway: lower-case letters, digits and hyphens.")
        @Required
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String name,

        @JsonPropertyDescription("Namespaces of the pods; {} chooses all of them.")
        @Required
        NamespaceSelector namespaces,

        @JsonPropertyDescription("Labels that the pods have. Absent: all pods of those namespaces. At most 16.")
        @Size(max = 16)
        Map<String, @Size(max = Syntax.LABEL) @Pattern(Syntax.LABEL_VALUE) String> pods) {

    public NetworkPeer {
        pods = pods == null ? Map.of() : pods;
    }
}
