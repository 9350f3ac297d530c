package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

@JsonClassDescription("Something a service needs: another service, a topic, a database, a cache, or an address outside the fleet.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "[has(self.service), has(self.topic), has(self.database), has(self.cache), has(self.external)]"
                + ".exists_one(x, x)",
        message = "exactly one of service, topic, database, cache and external must be given")
public record Dependency(
        @JsonPropertyDescription("Name of the dependency: lower-case letters, digits and hyphens, a letter first, up to 40 long.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern(Syntax.SERVICE_NAME)
        String name,

        @JsonPropertyDescription("Another service. Exactly one of service, topic, database, cache and external.")
        ServiceEdge service,

        @JsonPropertyDescription("A topic of Kafka. Exactly one of service, topic, database, cache and external.")
        TopicEdge topic,

        @JsonPropertyDescription("A database of PostgreSQL. Exactly one of service, topic, database, cache and external.")
        DatabaseEdge database,

        @JsonPropertyDescription("A key space of a cache. Exactly one of service, topic, database, cache and external.")
        CacheEdge cache,

        @JsonPropertyDescription("An address that the ShopEnvironment lists. Exactly one of service, topic, database, cache and "
                + "external.")
        ExternalEdge external,

        @JsonPropertyDescription("What must hold before a new revision starts. Exists: the provider exists, and serves minVersion "
                + "where that is given. Ready: its serving revision is available as well. Optional: nothing. Of a topic, a database "
                + "and a cache, Exists and Ready alike: it is ready, and the service has got access. Of an external "
                + "address: that the environment lists it. Services that require each other all count as Optional, with a "
                + "Warning that names the cycle. Never stops pods that run. Default: Ready.")
        @Default("Ready")
        Requirement require) {
}
