package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shopfleet.api.schema.ListMapKey;
import java.util.List;

@JsonClassDescription("What the platform offers to services, and to whom.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "has(self.backendNamespace) || !(has(self.kafka) && has(self.kafka.embedded) || "
                + "has(self.postgres) && has(self.postgres.embedded) || has(self.cache) && has(self.cache.embedded))",
        message = "backendNamespace must be given where a server is embedded", fieldPath = ".backendNamespace")
@ValidationRule(value = "has(self.backendNamespace) || !(has(self.kafka) && has(self.kafka.strimzi) || "
                + "has(self.postgres) && has(self.postgres.cloudNativePG))",
        message = "backendNamespace must be given where another operator runs a server", fieldPath = ".backendNamespace")
@ValidationRule(value = "!has(oldSelf.backendNamespace) || has(self.backendNamespace) && "
                + "self.backendNamespace == oldSelf.backendNamespace",
        message = "backendNamespace cannot be changed; make another ShopEnvironment", fieldPath = ".backendNamespace")
public record ShopEnvironmentSpec(
        @JsonPropertyDescription("Which namespaces may hold services of this environment. A service elsewhere is Blocked with "
                + "reason NamespaceNotAllowed.")
        @Required
        AllowedNamespaces allowedNamespaces,

        @JsonPropertyDescription("Which images services may run. Absent: any.")
        Images images,

        @JsonPropertyDescription("Where services send traces, metrics and logs. Default: nowhere.")
        @Default("{}")
        Telemetry telemetry,

        @JsonPropertyDescription("Addresses outside the fleet that services may depend on, by name; teams never write addresses. "
                + "At most 128.")
        @Size(max = 128)
        @ListMapKey("name")
        List<ExternalAddress> external,

        @JsonPropertyDescription("How services take the pod template of a newer operator. Absent: they keep the template that they "
                + "have until their own specification changes.")
        Upgrades upgrades,

        @JsonPropertyDescription("Stops new revisions in the whole environment for a while. Absent: no freeze.")
        Freeze freeze,

        @JsonPropertyDescription("What the services of each namespace may ask for together. A service that does not fit is Blocked "
                + "with reason LimitExceeded and keeps what it has. Absent: no limits.")
        Limits limits,

        @JsonPropertyDescription("Who may reach the pods of services. Absent: whoever other policies let through.")
        Network network,

        @JsonPropertyDescription("Namespace of the servers that are run for the environment, those with embedded, strimzi or cloudNativePG "
                + "below. It must exist, and the operator needs the rights that its chart gives in embedded.namespaces, strimzi.namespaces "
                + "and cloudNativePG.namespaces. Absent: there are none. It cannot be changed.")
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String backendNamespace,

        @JsonPropertyDescription("The Kafka whose topics ShopTopics describe. Absent: ShopTopics of the environment wait with reason "
                + "ProviderMissing.")
        KafkaProvider kafka,

        @JsonPropertyDescription("The PostgreSQL whose databases ShopDatabases describe. Absent: ShopDatabases of the environment wait "
                + "with reason ProviderMissing.")
        PostgresProvider postgres,

        @JsonPropertyDescription("The cache whose key spaces ShopCaches describe. Absent: ShopCaches of the environment wait with reason "
                + "ProviderMissing.")
        CacheProvider cache) {

    public ShopEnvironmentSpec {
        external = external == null ? List.of() : external;
    }

    /** The same with other servers. */
    public ShopEnvironmentSpec with(KafkaProvider kafka, PostgresProvider postgres, CacheProvider cache) {
        return new ShopEnvironmentSpec(
                allowedNamespaces, images, telemetry, external, upgrades, freeze, limits, network, backendNamespace, kafka, postgres, cache);
    }
}
