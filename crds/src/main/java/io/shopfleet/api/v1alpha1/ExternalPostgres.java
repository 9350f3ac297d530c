package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("How to reach a PostgreSQL that somebody else runs.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExternalPostgres(
        @JsonPropertyDescription("Where it is, as host:port; services get the same address. PostgreSQL 16 or later, and no pooler in "
                + "between: one may drop the settings that protect the operator's sessions.")
        @Required
        @Size(min = 3, max = Syntax.PATH_LENGTH)
        @Pattern(Syntax.HOST_PORT)
        String address,

        @JsonPropertyDescription("Name of a Secret in the operator's namespace: username and password of an account with CREATEDB and "
                + "CREATEROLE, or of a superuser; ca.crt, where the certificate of the server is signed by an authority of your own.")
        @Required
        @Size(min = 1, max = Syntax.NAME)
        @Pattern(Syntax.OBJECT_NAME)
        String credentialsSecret,

        @JsonPropertyDescription("Verify: TLS, and the certificate must be signed for the host. None: in clear text, for development "
                + "only. Default: Verify.")
        @Default("Verify")
        TlsMode tls) {
}
