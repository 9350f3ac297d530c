package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("A key space of a cache as a dependency.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CacheEdge(
        @JsonPropertyDescription("Name of the ShopCache. A missing one is no error: the dependency waits.")
        @Required
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String name,

        @JsonPropertyDescription("Namespace of the ShopCache. Another one than the service's own counts only when spec.grants there "
                + "names this service; until then the dependency waits with reason DependencyNotGranted, whether it exists or not. "
                + "Default: the namespace of the service.")
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String namespace,

        @JsonPropertyDescription("Read: read keys and subscribe. ReadWrite: write, delete and publish too. Default: ReadWrite.")
        @Default("ReadWrite")
        CacheAccess access) {
}
