package io.shopfleet.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which changes of a resource call for a pass: those of its spec; of its annotations, since commands come as annotations; and
 * of what says that it is to be deleted. The SDK's own filter lets a new generation through and hardly anything else, so it is
 * switched off; without another in its place, every status that the operator writes would call for a pass that finds nothing.
 */
public final class WorthALook implements OnUpdateFilter<HasMetadata> {

    @Override
    public boolean accept(HasMetadata now, HasMetadata before) {
        return Stream.<Function<ObjectMeta, Object>>of(
                        ObjectMeta::getGeneration, ObjectMeta::getAnnotations, ObjectMeta::getFinalizers, ObjectMeta::getDeletionTimestamp)
                .anyMatch(part -> !Objects.equals(part.apply(now.getMetadata()), part.apply(before.getMetadata())));
    }
}
