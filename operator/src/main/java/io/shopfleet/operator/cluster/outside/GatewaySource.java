package io.shopfleet.operator.cluster.outside;

import io.shopfleet.operator.backend.Account;
import io.shopfleet.operator.backend.Gateway;
import io.shopfleet.operator.holding.Seen;

/** The way to a server of an environment. */
public interface GatewaySource<S extends Seen> {

    /** @param server the environment calls it so */
    Gateway<S> of(String server, Account account);
}
