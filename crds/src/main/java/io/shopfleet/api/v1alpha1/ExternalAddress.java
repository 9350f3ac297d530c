package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("An address outside the fleet, under a name that services use.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExternalAddress(
        @JsonPropertyDescription("Name by which services ask for the address: lower-case letters, digits and hyphens.")
        @Required
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String name,

        @JsonPropertyDescription("The address, such as https://cards.example/v2 or smtp://mail.example:25, without user, password, "
                + "query and fragment. A change makes a new revision of the services that use it.")
        @Required
        @Size(min = 4, max = Syntax.PATH_LENGTH)
        @Pattern(Syntax.URL)
        String url) {
}
