package io.shopfleet.operator;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.shopfleet.api.v1alpha1.ShopService;
import java.util.Objects;

/**
 * Which changes of a service call for a pass: those of its spec, its deletion, and its annotations, since commands come as
 * annotations. The SDK's own filter lets a new generation through and nothing else, so it is switched off; without
 * another in its place, every status that the operator writes would call for a pass that finds nothing.
 */
public final class WorthALook implements OnUpdateFilter<ShopService> {

    @Override
    public boolean accept(ShopService now, ShopService before) {
        ObjectMeta meta = now.getMetadata();
        ObjectMeta old = before.getMetadata();
        return !Objects.equals(meta.getGeneration(), old.getGeneration())
                || !Objects.equals(meta.getAnnotations(), old.getAnnotations())
                || !Objects.equals(meta.getFinalizers(), old.getFinalizers())
                || !Objects.equals(meta.getDeletionTimestamp(), old.getDeletionTimestamp());
    }
}
