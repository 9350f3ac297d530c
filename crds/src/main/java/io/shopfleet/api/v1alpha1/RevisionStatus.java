package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("A recorded revision.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RevisionStatus(
        @JsonPropertyDescription("Identifier of the revision, in the names and labels of its objects.")
        @Required
        @Size(min = 10, max = 10)
        @Pattern(Syntax.REVISION)
        String revision,

        @JsonPropertyDescription("Version it was made from.")
        @Size(max = Syntax.LABEL)
        @Pattern(Syntax.VERSION)
        String version,

        @JsonPropertyDescription("Image it runs.")
        @Size(max = Syntax.IMAGE_LENGTH)
        String image,

        @JsonPropertyDescription("Number of the copies of Secrets that its pods read. Absent: it names no Secret, or was made when "
                + "pods still read the Secrets themselves.")
        @Min(1)
        @Max(Syntax.LONG)
        Long epoch) {
}
