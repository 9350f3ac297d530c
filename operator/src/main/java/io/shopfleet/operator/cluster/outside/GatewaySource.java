package io.shopfleet.operator.cluster.outside;

import io.shopfleet.operator.backend.Account;
import io.shopfleet.operator.backend.Gateway;
import io.shopfleet.operator.holding.Seen;

/** The way to the server of an environment. */
public interface GatewaySource<S extends Seen> {

    Gateway<S> of(String environment, Account account);
}
