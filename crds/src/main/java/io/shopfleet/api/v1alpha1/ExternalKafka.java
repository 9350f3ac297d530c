package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

@JsonClassDescription("How to reach a Kafka that somebody else runs.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExternalKafka(
        @JsonPropertyDescription("Where to begin, as host:port; services get the same addresses. 1 to 8.")
        @Required
        @Size(min = 1, max = 8)
        List<@Size(min = 3, max = Syntax.PATH_LENGTH) @Pattern(Syntax.HOST_PORT) String> bootstrapServers,

        @JsonPropertyDescription("Name of a Secret in the operator's namespace: username and password of an account (SCRAM-SHA-512) "
                + "that may manage topics, access rules and accounts; ca.crt, where the certificate of the servers is "
                + "signed by an authority of your own.")
        @Required
        @Size(min = 1, max = Syntax.NAME)
        @Pattern(Syntax.OBJECT_NAME)
        String credentialsSecret,

        @JsonPropertyDescription("Verify: TLS, and the certificate must be signed for the host. None: in clear text, for development "
                + "only. Default: Verify.")
        @Default("Verify")
        TlsMode tls) {
}
