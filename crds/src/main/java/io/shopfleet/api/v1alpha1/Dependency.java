package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("Something a service needs.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Dependency(
        @JsonPropertyDescription("Name of the dependency: lower-case letters, digits and hyphens, a letter first, up to 40 long.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern(Syntax.SERVICE_NAME)
        String name,

        @JsonPropertyDescription("Another service of the same namespace.")
        @Required
        ServiceEdge service,

        @JsonPropertyDescription("What must hold before a new revision starts. Exists: the provider exists. Ready: its serving "
                + "revision is available. Optional: nothing. Never stops pods that run. Default: Ready.")
        @Default("Ready")
        Requirement require) {
}
