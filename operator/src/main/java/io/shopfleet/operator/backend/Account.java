package io.shopfleet.operator.backend;

import io.shopfleet.api.v1alpha1.TlsMode;
import java.util.List;
import java.util.Optional;

/**
 * How the operator reaches an outside system. Equal accounts share one gateway.
 *
 * @param addresses as host:port
 * @param authority certificates in PEM that the server's must be signed by; absent: those the runtime trusts
 */
public record Account(List<String> addresses, TlsMode tls, String username, String password, Optional<String> authority) {

    /** It ends up in logs sooner or later. */
    @Override
    public String toString() {
        return username + " at " + String.join(",", addresses);
    }
}
