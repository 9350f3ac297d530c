package io.shopfleet.operator.consumer;

import io.shopfleet.api.v1alpha1.Dependency;
import java.util.List;

/**
 * A service that may use what a resource stands for.
 *
 * @param edges those that lead there, by name
 * @param fingerprint of its password
 * @param applied the server had this password set by the operator, as far as the operator noted; false asks to set it
 */
public record Consumer(String namespace, String service, List<Dependency> edges, String fingerprint, boolean applied) {

    /** What it is called outside, unless the kind has another way. Neither part can hold the dot, so no two share a name. */
    public String principal() {
        return namespace + "." + service;
    }
}
