package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

@JsonClassDescription("A PostgreSQL database: what is in it, who may use it, and what happens to its data.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self.environment == oldSelf.environment",
        message = "environment cannot be changed; make another ShopDatabase", fieldPath = ".environment")
@ValidationRule(value = "has(self.provider) ? has(oldSelf.provider) && self.provider == oldSelf.provider "
                + ": !has(oldSelf.provider)",
        message = "provider cannot be changed; make another ShopDatabase", fieldPath = ".provider")
@ValidationRule(value = "has(self.databaseName) ? has(oldSelf.databaseName) && self.databaseName == oldSelf.databaseName "
                + ": !has(oldSelf.databaseName)",
        message = "databaseName cannot be changed; make another ShopDatabase", fieldPath = ".databaseName")
@ValidationRule(value = "self.schema == oldSelf.schema",
        message = "schema cannot be changed; make another ShopDatabase", fieldPath = ".schema")
@ValidationRule(value = "!self.schema.startsWith('pg_') && !(self.schema in ['extensions', 'information_schema'])",
        message = "this schema belongs to the server or the operator; choose another name", fieldPath = ".schema")
public record ShopDatabaseSpec(
        @JsonPropertyDescription("Name of the ShopEnvironment whose PostgreSQL holds the database. Cannot be changed. Default: default.")
        @Default("default")
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String environment,

        @JsonPropertyDescription("Name of an entry of spec.postgres.additional of the ShopEnvironment: another server than its own. "
                + "Cannot be changed. Absent: that of the environment.")
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String provider,

        @JsonPropertyDescription("Name of the database in PostgreSQL, after the prefix that the environment gives: lower-case letters, "
                + "digits and underscores, with the prefix at most 53 long. Cannot be changed. Absent: the name of the resource, with "
                + "underscores for hyphens.")
        @Size(min = 1, max = 53)
        @Pattern(Syntax.SQL_NAME)
        String databaseName,

        @JsonPropertyDescription("The schema for the tables of services; they find it without naming it. public only where a database is "
                + "taken over whose tables lie there. Cannot be changed. Default: app.")
        @Default("app")
        @Size(min = 1, max = 53)
        @Pattern(Syntax.SQL_NAME)
        String schema,

        @JsonPropertyDescription("Extensions, which the operator creates in a schema of their own. The environment says which are allowed. "
                + "One that is taken out again stays in the database. At most 32.")
        @Size(max = 32)
        List<@Size(min = 1, max = Syntax.LABEL) @Pattern(Syntax.EXTENSION) String> extensions,

        @JsonPropertyDescription("Sessions that may be open in the database at once. Absent: no limit of its own.")
        @Min(1)
        @Max(10_000)
        Integer connectionLimit,

        @JsonPropertyDescription("Who of other namespaces may use the database; services of its own namespace always may. At most 64.")
        @Size(max = 64)
        List<DatabaseGrant> grants,

        @JsonPropertyDescription("What happens to the database when this resource is deleted. Retain: it stays, and so does the claim on "
                + "its name. Delete: it is dropped with all its data, and so are the logins that were made for it. Default: Retain.")
        @Default("Retain")
        DeletionPolicy deletionPolicy,

        @JsonPropertyDescription("A database of this name that exists already. Never: it is left alone, with reason NotOwned. IfUnclaimed: "
                + "it is taken over; the operator owns it from then on, services own what lies in the schema, and nobody else has any "
                + "right to it. Default: Never.")
        @Default("Never")
        Adoption adoption,

        @JsonPropertyDescription("The database was dropped or made anew by somebody else. Report: it is reported with reason "
                + "ExternallyDeleted, and left to people. Recreate: it is made again, empty. Default: Report.")
        @Default("Report")
        Loss onLoss,

        @JsonPropertyDescription("Somebody else changed rights, owners or the connection limit. Repair: they are put right. Report: they "
                + "are reported with reason Drifted, until the specification changes. Logins of services are put right either way. "
                + "Default: Repair.")
        @Default("Repair")
        Drift onDrift) {

    public ShopDatabaseSpec {
        schema = schema == null ? "app" : schema;
        extensions = extensions == null ? List.of() : extensions;
        grants = grants == null ? List.of() : grants;
    }
}
