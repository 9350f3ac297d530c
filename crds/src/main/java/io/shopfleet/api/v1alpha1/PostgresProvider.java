package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;

@JsonClassDescription("The PostgreSQL of an environment, and what teams may ask of it.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PostgresProvider(
        @JsonPropertyDescription("A server that somebody else runs.")
        @Required
        ExternalPostgres external,

        @JsonPropertyDescription("What teams may ask of databases.")
        @Default("{}")
        DatabaseRules databases) {

    public PostgresProvider {
        databases = databases == null ? new DatabaseRules(null, null) : databases;
    }
}
