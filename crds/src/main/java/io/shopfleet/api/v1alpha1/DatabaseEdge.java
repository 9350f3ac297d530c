package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

@JsonClassDescription("A PostgreSQL database as a dependency.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "!has(self.migration) || self.access == 'Owner'",
        message = "a migration makes and changes tables, which takes access: Owner",
        fieldPath = ".migration")
public record DatabaseEdge(
        @JsonPropertyDescription("Name of the ShopDatabase. A missing one is no error: the dependency waits.")
        @Required
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String name,

        @JsonPropertyDescription("Namespace of the ShopDatabase. Another one than the service's own counts only when spec.grants there "
                + "names this service; until then the dependency waits with reason DependencyNotGranted, whether it exists or not. "
                + "Default: the namespace of the service.")
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String namespace,

        @JsonPropertyDescription("Read: read all tables. ReadWrite: read and change what is in them. Owner: make, change and drop tables too. Default: ReadWrite.")
        @Default("ReadWrite")
        DatabaseAccess access,

        @JsonPropertyDescription("Brings the tables to what a revision needs before its first pod starts. Only with access: Owner. Default: "
                + "nothing does.")
        DatabaseMigration migration) {
}
