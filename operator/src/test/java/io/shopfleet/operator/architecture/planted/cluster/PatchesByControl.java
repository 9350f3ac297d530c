package io.shopfleet.operator.architecture.planted.cluster;

import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.shopfleet.api.v1alpha1.ShopService;

/** Planted: a status that nobody can refuse for its stale view. */
public final class PatchesByControl {
    private PatchesByControl() {}

    public static UpdateControl<ShopService> reconcile(ShopService service) {
        return UpdateControl.patchStatus(service);
    }
}
