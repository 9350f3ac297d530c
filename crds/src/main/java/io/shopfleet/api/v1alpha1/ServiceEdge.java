package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("A service as a dependency.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServiceEdge(
        @JsonPropertyDescription("Name of the ShopService. A missing one is no error: the dependency waits with reason "
                + "DependencyMissing.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern(Syntax.SERVICE_NAME)
        String name) {
}
