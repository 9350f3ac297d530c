package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("Who of another namespace may use a database, and for what.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DatabaseGrant(
        @JsonPropertyDescription("Namespace of the services.")
        @Required
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String namespace,

        @JsonPropertyDescription("Name of the one ShopService there. Absent: every ShopService of the namespace.")
        @Size(min = 1, max = 40)
        @Pattern(Syntax.SERVICE_NAME)
        String service,

        @JsonPropertyDescription("The most that they may ask for. Read: read all tables. ReadWrite: change what is in them, too. Owner: "
                + "make, change and drop tables, too. Default: Read.")
        @Default("Read")
        DatabaseAccess access) {
}
