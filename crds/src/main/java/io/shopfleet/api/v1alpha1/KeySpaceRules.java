package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("What teams may ask of key spaces.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KeySpaceRules(
        @JsonPropertyDescription("Put before the name of every key space; {namespace} stands for the namespace of the ShopCache, and "
                + "keeps teams out of each other's names. Changing it later leaves keys where they are and makes their ShopCaches "
                + "NotSupported. Default: {namespace}.")
        @Default("\"{namespace}.\"")
        @Size(max = 60)
        @Pattern(Syntax.KEY_SPACE_PREFIX)
        String prefix) {

    public KeySpaceRules {
        prefix = prefix == null ? "{namespace}." : prefix;
    }
}
