package io.shopfleet.operator.cluster.access;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.fleet.Marks;
import java.util.Map;

/** A service without anything but its name and its edges, so that a cache of all services stays small. */
final class EdgesOnly {
    private EdgesOnly() {}

    static ShopService of(ShopService service) {
        var meta = service.getMetadata();
        var reduced = new ShopService();
        reduced.setMetadata(new ObjectMetaBuilder()
                .withName(meta.getName())
                .withNamespace(meta.getNamespace())
                .withUid(meta.getUid())
                .withResourceVersion(meta.getResourceVersion())
                .withAnnotations(Marks.rotation(service).map(request -> Map.of(Marks.ROTATE, request)).orElse(null))
                .build());
        if (service.getSpec() != null) {
            reduced.setSpec(spec(service.getSpec()));
        }
        return reduced;
    }

    private static ShopServiceSpec spec(ShopServiceSpec spec) {
        return new ShopServiceSpec(
                spec.environment(), null, null, null, null, null, null, null, null, null, null, null, null, null,
                spec.dependencies(), null, null, null, null);
    }
}
