package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

@JsonClassDescription("HTTP probes; an answer from 200 to 399 passes.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "has(self.liveness) || has(self.readiness) || has(self.startup)",
        message = "at least one of liveness, readiness and startup must be given")
public record Health(
        @JsonPropertyDescription("Name of the port to ask, one of ports. Default: the first of ports.")
        @Size(min = 1, max = 15)
        @Pattern(Syntax.PORT_NAME)
        String port,

        @JsonPropertyDescription("Path that fails when the process must be restarted, such as /q/health/live. Absent: no such "
                + "probe.")
        @Size(min = 1, max = Syntax.PATH_LENGTH)
        @Pattern(Syntax.URL_PATH)
        String liveness,

        @JsonPropertyDescription("Path that fails when the pod must get no traffic, such as /q/health/ready. Absent: ready when "
                + "the port accepts a connection.")
        @Size(min = 1, max = Syntax.PATH_LENGTH)
        @Pattern(Syntax.URL_PATH)
        String readiness,

        @JsonPropertyDescription("Path that passes once the process has started, such as /q/health/started; the other probes wait "
                + "for it. Absent: no such probe.")
        @Size(min = 1, max = Syntax.PATH_LENGTH)
        @Pattern(Syntax.URL_PATH)
        String startup) {
}
