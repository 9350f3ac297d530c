package io.shopfleet.operator;

import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.shopfleet.api.v1alpha1.ShopService;
import java.util.Objects;

/**
 * Which changes of a service call for a pass: those of its spec, and of its annotations, since commands come as annotations.
 * The SDK's own filter lets a new generation through and nothing else, so it is switched off; without another in its place,
 * every status that the operator writes would call for a pass that finds nothing.
 */
public final class WorthALook implements OnUpdateFilter<ShopService> {

    @Override
    public boolean accept(ShopService now, ShopService before) {
        return !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(now.getMetadata().getAnnotations(), before.getMetadata().getAnnotations());
    }
}
