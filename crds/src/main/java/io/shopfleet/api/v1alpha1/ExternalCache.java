package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("How to reach a cache that somebody else runs.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExternalCache(
        @JsonPropertyDescription("Where it is, as host:port; services get the same address. Redis 7 or later, or a server that does the "
                + "same, such as Valkey; no cluster of several.")
        @Required
        @Size(min = 3, max = Syntax.PATH_LENGTH)
        @Pattern(Syntax.HOST_PORT)
        String address,

        @JsonPropertyDescription("Name of a Secret in the operator's namespace: username and password of an account that may use all "
                + "keys and the commands acl, config|get, info, ping, select, scan, unlink, get and set; ca.crt, where the certificate "
                + "of the server is signed by an authority of your own.")
        @Required
        @Size(min = 1, max = Syntax.NAME)
        @Pattern(Syntax.OBJECT_NAME)
        String credentialsSecret,

        @JsonPropertyDescription("Verify: TLS, and the certificate must be signed for the host. None: in clear text, for development "
                + "only. Default: Verify.")
        @Default("Verify")
        TlsMode tls) {
}
