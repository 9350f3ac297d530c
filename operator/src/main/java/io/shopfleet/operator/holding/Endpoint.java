package io.shopfleet.operator.holding;

import io.shopfleet.api.v1alpha1.TlsMode;
import java.util.List;

/**
 * A server that an environment names.
 *
 * @param addresses as host:port
 * @param secret in the operator's namespace, with the account that the operator uses
 */
public record Endpoint(List<String> addresses, TlsMode tls, String secret) {}
