package io.shopfleet.operator.claim;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.ClaimOwner;

/** A resource that asks for a name. */
public record Claimant(String namespace, String name, String uid) {

    public static Claimant of(HasMetadata resource) {
        var meta = resource.getMetadata();
        return new Claimant(meta.getNamespace(), meta.getName(), meta.getUid());
    }

    public ClaimOwner owner() {
        return new ClaimOwner(namespace, name, uid);
    }
}
