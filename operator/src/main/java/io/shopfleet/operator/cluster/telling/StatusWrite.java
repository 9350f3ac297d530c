package io.shopfleet.operator.cluster.telling;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.fleet.CanonicalJson;
import java.util.List;
import java.util.Map;

/** How a status gets to the server. */
public final class StatusWrite {
    private static final PatchContext REPLACE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON)
            .withFieldManager(FieldManager.TEMPLATE)
            .build();

    private StatusWrite() {}

    /** By server-side apply, which the server refuses for an object whose spec does not fit the schema: there by a plain patch. */
    public static <P extends CustomResource<?, ?>> void record(P fresh, Context<P> context) {
        if (context.getPrimaryResource().getSpec() == null) {
            replace(fresh, context);
        } else {
            context.resourceOperations().serverSideApplyPrimaryStatus(fresh);
        }
    }

    private static <P extends CustomResource<?, ?>> void replace(P fresh, Context<P> context) {
        String patch = CanonicalJson.text(List.of(
                Map.of("op", "replace", "path", "/metadata/resourceVersion", "value", version(context.getPrimaryResource())),
                Map.of("op", "add", "path", "/status", "value", fresh.getStatus())));
        context.getClient().resource(fresh).subresource("status").patch(REPLACE, patch);
    }

    private static String version(HasMetadata object) {
        return object.getMetadata().getResourceVersion();
    }
}
