package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;

@JsonClassDescription("The PostgreSQL of an environment, and what teams may ask of it.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "[has(self.external), has(self.embedded)].exists_one(x, x)",
        message = "exactly one of external and embedded must be given")
public record PostgresProvider(
        @JsonPropertyDescription("A server that somebody else runs. Exactly one of external and embedded.")
        ExternalPostgres external,

        @JsonPropertyDescription("One that the operator runs, for development. Exactly one of external and embedded.")
        EmbeddedPostgres embedded,

        @JsonPropertyDescription("What teams may ask of databases.")
        @Default("{}")
        DatabaseRules databases) {

    public PostgresProvider {
        databases = databases == null ? new DatabaseRules(null, null) : databases;
    }
}
