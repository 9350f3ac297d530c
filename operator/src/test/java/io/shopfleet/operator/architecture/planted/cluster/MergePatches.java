package io.shopfleet.operator.architecture.planted.cluster;

import io.javaoperatorsdk.operator.api.reconciler.ResourceOperations;
import io.shopfleet.api.v1alpha1.ShopService;

/** Planted: a write that tramples on fields of others. */
public final class MergePatches {
    private MergePatches() {}

    public static ShopService write(ResourceOperations<ShopService> operations, ShopService service) {
        return operations.jsonMergePatchPrimaryStatus(service);
    }
}
