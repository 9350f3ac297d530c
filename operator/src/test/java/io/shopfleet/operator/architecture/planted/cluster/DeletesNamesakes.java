package io.shopfleet.operator.architecture.planted.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.shopfleet.api.v1alpha1.ShopService;

/** Planted: a delete that asks only for the name. */
public final class DeletesNamesakes {
    private DeletesNamesakes() {}

    public static void delete(KubernetesClient client, ShopService service) {
        client.resource(service).delete();
    }
}
