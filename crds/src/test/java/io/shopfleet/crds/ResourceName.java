package io.shopfleet.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.shopfleet.api.v1alpha1.ShopService;
import java.util.Map;

/** Limits of metadata.name, by schema: an error then names the field, which a rule cannot. */
final class ResourceName {
    private ResourceName() {
    }

    static JSONSchemaProps schemaFor(Class<?> type) {
        // A service's name and a revision make the names of objects and labels, hence room for 23 characters more.
        boolean service = type == ShopService.class;
        var name = new JSONSchemaPropsBuilder().withType("string")
                .withMaxLength(service ? 40L : 63L)
                .withPattern(service ? "^[a-z]([-a-z0-9]*[a-z0-9])?$" : "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
                .build();
        return new JSONSchemaPropsBuilder().withType("object").withProperties(Map.of("name", name)).build();
    }
}
