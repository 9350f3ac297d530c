package io.shopfleet.operator.architecture.planted.cluster;

import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.shopfleet.api.v1alpha1.ShopService;

/** Planted: a status write whose answer nobody sees. */
public final class PatchesByControl {
    private PatchesByControl() {}

    public static UpdateControl<ShopService> reconcile(ShopService service) {
        return UpdateControl.patchStatus(service);
    }
}
