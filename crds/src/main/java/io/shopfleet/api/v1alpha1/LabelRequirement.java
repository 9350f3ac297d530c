package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

@JsonClassDescription("One requirement on a label.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self.operator in ['In', 'NotIn'] ? has(self.values) && size(self.values) > 0 : !has(self.values) "
                + "|| size(self.values) == 0",
        message = "values must be given for operators In and NotIn, and left out for Exists and DoesNotExist", fieldPath = ".values")
public record LabelRequirement(
        @JsonPropertyDescription("Name of the label.")
        @Required
        @Size(min = 1, max = Syntax.KEY)
        @Pattern(Syntax.LABEL_KEY)
        String key,

        @JsonPropertyDescription("In: the value is one of values. NotIn: the label is missing or its value is none of values. "
                + "Exists and DoesNotExist: the label is there, or is not; without values.")
        @Required
        LabelOperator operator,

        @JsonPropertyDescription("Values for In and NotIn, at least one; absent for Exists and DoesNotExist. At most 32.")
        @Size(max = 32)
        List<@Size(max = Syntax.LABEL) @Pattern(Syntax.LABEL_VALUE) String> values) {

    public LabelRequirement {
        values = values == null ? List.of() : values;
    }
}
