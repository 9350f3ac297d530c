package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;

@JsonClassDescription("What the platform offers to services, and to whom.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
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

        @JsonPropertyDescription("No new revision of any service of this environment starts while this is set; such a service "
                + "waits with reason Frozen. Rollouts under way finish or return, and scaling, repairs and deletion go on. "
                + "Absent: no freeze.")
        Freeze freeze,

        @JsonPropertyDescription("What the services of this environment may use in each namespace together. A service that asks for "
                + "more than is left is Blocked with reason LimitExceeded and keeps what it has; the oldest come first. Absent: no "
                + "limits.")
        Limits limits) {
}
