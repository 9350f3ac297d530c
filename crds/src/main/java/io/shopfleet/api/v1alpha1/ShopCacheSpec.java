package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

@JsonClassDescription("A key space of a cache: who may use it, and what happens to its keys.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self.environment == oldSelf.environment",
        message = "environment cannot be changed; make another ShopCache", fieldPath = ".environment")
@ValidationRule(value = "has(self.provider) ? has(oldSelf.provider) && self.provider == oldSelf.provider "
                + ": !has(oldSelf.provider)",
        message = "provider cannot be changed; make another ShopCache", fieldPath = ".provider")
@ValidationRule(value = "has(self.keySpace) ? has(oldSelf.keySpace) && self.keySpace == oldSelf.keySpace : !has(oldSelf.keySpace)",
        message = "keySpace cannot be changed; make another ShopCache", fieldPath = ".keySpace")
public record ShopCacheSpec(
        @JsonPropertyDescription("Name of the ShopEnvironment whose cache holds the keys. Cannot be changed. Default: default.")
        @Default("default")
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String environment,

        @JsonPropertyDescription("Name of an entry of spec.cache.additional of the ShopEnvironment: another server than its own. "
                + "Cannot be changed. Absent: that of the environment.")
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String provider,

        @JsonPropertyDescription("Name of the key space, after the prefix that the environment gives: lower-case letters, digits, '.', "
                + "'_' and '-', a letter or digit first and last. Keys begin with both and a colon. Cannot be changed. Absent: the "
                + "name of the resource.")
        @Size(min = 1, max = 100)
        @Pattern(Syntax.KEY_SPACE)
        String keySpace,

        @JsonPropertyDescription("Who of other namespaces may use the key space; services of its own namespace always may. At most 64.")
        @Size(max = 64)
        List<CacheGrant> grants,

        @JsonPropertyDescription("What happens to the keys when this resource is deleted. Retain: they stay, and so does the claim on "
                + "their prefix. Delete: they are deleted, and the accounts of the key space too. Default: Retain.")
        @Default("Retain")
        DeletionPolicy deletionPolicy) {

    public ShopCacheSpec {
        grants = grants == null ? List.of() : grants;
    }
}
