package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

@JsonClassDescription("Who owns a name outside the cluster.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ShopClaimSpec(
        @JsonPropertyDescription("What bears the name.")
        @Required
        ClaimKind kind,

        @JsonPropertyDescription("Identity of the server, as the server tells it.")
        @Required
        @Size(min = 1, max = Syntax.NAME)
        String server,

        @JsonPropertyDescription("The name there.")
        @Required
        @Size(min = 1, max = Syntax.NAME)
        String name,

        @JsonPropertyDescription("The resource that owns it, or owned it last.")
        @Required
        ClaimOwner owner,

        @JsonPropertyDescription("Held: by the owner. Released: the owner was deleted and what it stood for was kept; a resource of the "
                + "same namespace and name takes it back.")
        @Required
        ClaimState state,

        @JsonPropertyDescription("Created: it did not exist before. Adopted: it did.")
        @Required
        ClaimOrigin origin,

        @JsonPropertyDescription("What tells it apart from another one that has its name later. Absent: not known to exist yet.")
        @Size(max = Syntax.NAME)
        String id,

        @JsonPropertyDescription("Settings that the owner has set and accounts that it let in (as access:NAME), so that both can be taken back. At most 256.")
        @Size(max = 256)
        List<@Size(min = 1, max = Syntax.NAME) @Pattern(Syntax.CONFIGURED) String> configured) {

    public ShopClaimSpec {
        configured = configured == null ? List.of() : configured;
    }
}
