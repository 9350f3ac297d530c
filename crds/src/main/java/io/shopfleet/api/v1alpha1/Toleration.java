package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

@JsonClassDescription("A taint that pods tolerate.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "has(self.key) || self.operator == 'Exists'",
        message = "key must be given unless operator is Exists", fieldPath = ".key")
@ValidationRule(value = "self.operator != 'Exists' || !has(self.value)",
        message = "value must be left out when operator is Exists", fieldPath = ".value")
@ValidationRule(value = "!has(self.tolerationSeconds) || self.effect == 'NoExecute'",
        message = "tolerationSeconds needs effect NoExecute", fieldPath = ".tolerationSeconds")
public record Toleration(
        @JsonPropertyDescription("Key of the taint. Absent: every key; then operator must be Exists.")
        @Size(min = 1, max = Syntax.KEY)
        @Pattern(Syntax.LABEL_KEY)
        String key,

        @JsonPropertyDescription("Equal: the value of the taint is value. Exists: any value. Default: Equal.")
        @Default("Equal")
        TolerationOperator operator,

        @JsonPropertyDescription("Value of the taint, for Equal. Absent: the empty value.")
        @Size(max = Syntax.LABEL)
        @Pattern(Syntax.LABEL_VALUE)
        String value,

        @JsonPropertyDescription("Effect of the taint: NoSchedule, PreferNoSchedule, NoExecute, or Any for all of them. Default: "
                + "Any.")
        @Default("Any")
        TaintEffect effect,

        @JsonPropertyDescription("How long a pod stays on a node after a NoExecute taint appeared, in seconds. Absent: for ever. "
                + "Only with NoExecute.")
        @Min(0)
        @Max(Syntax.INT)
        Long tolerationSeconds) {
}
