package io.shopfleet.operator.foreign;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.shopfleet.api.v1alpha1.Resources;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.render.Quantities;
import java.util.Map;
import java.util.TreeMap;

/** One resource of another operator, as the API server takes it. */
final class ForeignObject {
    private ForeignObject() {}

    static GenericKubernetesResource of(
            Commission commission, String kind, String name, Map<String, String> more, Map<String, Object> spec) {
        var labels = new TreeMap<>(commission.labels());
        labels.putAll(more);
        var object = new GenericKubernetesResource();
        object.setApiVersion(commission.contractor().apiVersion());
        object.setKind(kind);
        object.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(commission.namespace()).withLabels(labels).build());
        object.setAdditionalProperty("spec", spec);
        return object;
    }

    static Object resources(Resources resources) {
        return CanonicalJson.tree(Quantities.requirements(resources));
    }
}
