package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

@JsonClassDescription("Where services send traces, metrics and logs.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "(self.mode == 'Otlp') == has(self.endpoint)",
        message = "endpoint must be given when mode is Otlp, and left out otherwise", fieldPath = ".endpoint")
public record Telemetry(
        @JsonPropertyDescription("None: services get no address. Otlp: services get endpoint in OTEL_EXPORTER_OTLP_ENDPOINT. "
                + "Default: None.")
        @Default("None")
        TelemetryMode mode,

        @JsonPropertyDescription("Address of an OpenTelemetry collector, such as http://collector.telemetry:4317. Given exactly "
                + "when mode is Otlp.")
        @Size(min = 8, max = Syntax.PATH_LENGTH)
        @Pattern(Syntax.HTTP_URL)
        String endpoint) {
}
