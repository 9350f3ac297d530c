package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shopfleet.api.schema.ListMapKey;
import java.util.List;

@JsonClassDescription("The cache of an environment, and what teams may ask of it.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "[has(self.external), has(self.embedded)].exists_one(x, x)",
        message = "exactly one of external and embedded must be given")
public record CacheProvider(
        @JsonPropertyDescription("A server that somebody else runs. Exactly one of external and embedded.")
        ExternalCache external,

        @JsonPropertyDescription("One that the operator runs, for development. Exactly one of external and embedded.")
        EmbeddedCache embedded,

        @JsonPropertyDescription("More servers, for a ShopCache that names one as its provider; what teams may ask is the same for all. "
                + "At most 8.")
        @Size(max = 8)
        @ListMapKey("name")
        List<AdditionalCache> additional,

        @JsonPropertyDescription("What teams may ask of key spaces.")
        @Default("{}")
        KeySpaceRules keySpaces) {

    public CacheProvider {
        additional = additional == null ? List.of() : additional;
        keySpaces = keySpaces == null ? new KeySpaceRules(null) : keySpaces;
    }
}
