package io.shopfleet.operator.foreign;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.shopfleet.api.v1alpha1.CloudNativePostgres;
import io.shopfleet.operator.render.Quantities;
import java.util.Map;
import java.util.TreeMap;

/** A PostgreSQL, in the words of CloudNativePG. */
final class CloudNativeObjects {
    private CloudNativeObjects() {}

    /** Its superuser has a password, by which the operator makes databases and logins as on any other server. */
    static GenericKubernetesResource cluster(Commission commission, CloudNativePostgres wanted) {
        var spec = new TreeMap<String, Object>();
        spec.put("instances", wanted.instances());
        spec.put("enableSuperuserAccess", true);
        spec.put("storage", Map.of("size", Quantities.canonical(wanted.storage()).toString()));
        if (wanted.image() != null) {
            spec.put("imageName", wanted.image());
        }
        if (wanted.resources() != null) {
            spec.put("resources", ForeignObject.resources(wanted.resources()));
        }
        return ForeignObject.of(commission, "Cluster", commission.name(), Map.of(), spec);
    }
}
