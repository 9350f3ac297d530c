package io.shopfleet.operator.foreign;

import java.util.List;
import java.util.Optional;

/** What another operator says of a server that it was asked for. */
public sealed interface Progress {

    /** @param said why, in its own words */
    record Waiting(String said) implements Progress {}

    /**
     * It can be used. All Secrets are in the namespace of the server.
     *
     * @param addresses as host:port; none: the Secret of the account tells them
     * @param account name of the Secret with the administrator's password
     * @param username of the administrator; absent: the Secret tells it
     * @param authority certificate that the server's is signed by
     * @param authoritySecret where that is, if it is not told
     */
    record Ready(
            List<String> addresses, String account, Optional<String> username, Optional<String> authority,
            Optional<String> authoritySecret) implements Progress {}
}
