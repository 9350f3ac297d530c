package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("A port the container listens on.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Port(
        @JsonPropertyDescription("Name of the port: lower-case letters, digits and single hyphens, a letter first, up to 15 long.")
        @Required
        @Size(min = 1, max = 15)
        @Pattern(Syntax.PORT_NAME)
        String name,

        @JsonPropertyDescription("Number of the port, 1 to 65535. Below 1024 works only where the image may bind it without being "
                + "root.")
        @Required
        @Min(1)
        @Max(65535)
        Integer port,

        @JsonPropertyDescription("What is spoken: HTTP, GRPC or TCP. Default: HTTP.")
        @Default("HTTP")
        PortProtocol protocol) {
}
