package io.shopfleet.operator.backend.cache;

import io.shopfleet.api.v1alpha1.TlsMode;
import java.util.Optional;

/**
 * Where a server is and who the operator is there.
 *
 * @param user may manage users ({@code acl}), read the configuration ({@code config|get}, {@code info}) and find and delete keys
 * @param authorities certificates in PEM that the server's must be signed by; none: those that Java knows
 */
public record CacheServer(
        String host, int port, String user, String password, TlsMode tls, Optional<String> authorities) {

    /** Records tell all they hold, and this one holds a password. */
    @Override
    public String toString() {
        return host + ":" + port + " as " + user;
    }
}
