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
        String name,

        @JsonPropertyDescription("Namespace of the ShopService. Another one than the service's own counts only when "
                + "spec.grants there names this service; until then the dependency waits with reason DependencyNotGranted, "
                + "whether the ShopService exists or not. Default: the namespace of the service.")
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String namespace,

        @JsonPropertyDescription("Oldest version that the provider may serve. Compared as semantic versions where both are such; "
                + "1.4 stands for 1.4.0 and a leading v is ignored. Otherwise only the very same version will do. Until it "
                + "serves, the dependency waits with reason DependencyVersionNotMet. A change makes no new revision. Absent: "
                + "any version.")
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.VERSION)
        String minVersion) {
}
