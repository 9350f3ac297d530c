package io.shopfleet.operator.consumer;

import io.shopfleet.api.v1alpha1.Dependency;
import java.util.List;

/**
 * A login of a service that may use what a resource stands for. While pods change from one password to the next, a service
 * has two.
 *
 * @param edges those that lead there, by name
 * @param slot a or b: where names tell logins apart, the two have different ones
 * @param fingerprint of its password
 * @param applied the server had this password set by the operator, as far as the operator noted; false asks to set it
 */
public record Consumer(
        String namespace, String service, List<Dependency> edges, char slot, String fingerprint, boolean applied) {
    public static final char FIRST = 'a';

    /**
     * What it is called outside, unless the kind has another way. Neither namespace nor service can hold the dot, so no two
     * share a name.
     */
    public String principal() {
        return namespace + "." + service + (slot == FIRST ? "" : "." + slot);
    }

    public Consumer opened() {
        return new Consumer(namespace, service, edges, slot, fingerprint, true);
    }
}
