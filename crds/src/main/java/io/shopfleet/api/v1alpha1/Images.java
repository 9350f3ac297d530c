package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

@JsonClassDescription("Which images services may run.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Images(
        @JsonPropertyDescription("Repositories whose images may run, as prefixes that end at a border of the name: registry.example/shop "
                + "allows registry.example/shop and all below it, and not registry.example/shopping. Empty: every image. Another image "
                + "makes the service Blocked with reason ImageNotAllowed. At most 32.")
        @Size(max = 32)
        List<@Size(min = 1, max = Syntax.PATH_LENGTH) @Pattern(Syntax.REPOSITORY) String> allowedRepositories) {

    public Images {
        allowedRepositories = allowedRepositories == null ? List.of() : allowedRepositories;
    }
}
