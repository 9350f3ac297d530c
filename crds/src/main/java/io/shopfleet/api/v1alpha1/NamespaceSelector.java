package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

@JsonClassDescription("Chooses namespaces by their labels.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "!has(self.matchLabels) || self.matchLabels.all(k, size(k) <= 316 && "
                + "k.matches('" + Syntax.LABEL_KEY + "'))",
        message = "a key must be a label name such as team or example.com/team", fieldPath = ".matchLabels")
public record NamespaceSelector(
        @JsonPropertyDescription("Labels with the value that a namespace must have. At most 16.")
        @Size(max = 16)
        Map<String, @Size(max = Syntax.LABEL) @Pattern(Syntax.LABEL_VALUE) String> matchLabels,

        @JsonPropertyDescription("Further requirements on labels. At most 16.")
        @Size(max = 16)
        List<LabelRequirement> matchExpressions) {

    public NamespaceSelector {
        matchLabels = matchLabels == null ? Map.of() : matchLabels;
        matchExpressions = matchExpressions == null ? List.of() : matchExpressions;
    }
}
