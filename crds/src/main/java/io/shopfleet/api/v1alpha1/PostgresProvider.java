package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shopfleet.api.schema.ListMapKey;
import java.util.List;

@JsonClassDescription("The PostgreSQL of an environment, and what teams may ask of it.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "[has(self.external), has(self.embedded), has(self.cloudNativePG)].exists_one(x, x)",
        message = "exactly one of external, embedded and cloudNativePG must be given")
public record PostgresProvider(
        @JsonPropertyDescription("A server that somebody else runs. Exactly one of external, embedded and cloudNativePG.")
        ExternalPostgres external,

        @JsonPropertyDescription("One that the operator runs, for development. Exactly one of external, embedded and cloudNativePG.")
        EmbeddedPostgres embedded,

        @JsonPropertyDescription("One that CloudNativePG runs, which has to be installed. Exactly one of external, embedded and cloudNativePG.")
        CloudNativePostgres cloudNativePG,

        @JsonPropertyDescription("More servers, for a ShopDatabase that names one as its provider; what teams may ask is the same for all. "
                + "At most 8.")
        @Size(max = 8)
        @ListMapKey("name")
        List<AdditionalPostgres> additional,

        @JsonPropertyDescription("What teams may ask of databases.")
        @Default("{}")
        DatabaseRules databases) {

    public PostgresProvider {
        additional = additional == null ? List.of() : additional;
        databases = databases == null ? new DatabaseRules(null, null) : databases;
    }
}
