package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;

@JsonClassDescription("The cache of an environment, and what teams may ask of it.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CacheProvider(
        @JsonPropertyDescription("A server that somebody else runs.")
        @Required
        ExternalCache external,

        @JsonPropertyDescription("What teams may ask of key spaces.")
        @Default("{}")
        KeySpaceRules keySpaces) {

    public CacheProvider {
        keySpaces = keySpaces == null ? new KeySpaceRules(null) : keySpaces;
    }
}
