package io.shopfleet.operator.cluster.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration.DefaultInformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.function.UnaryOperator;

/**
 * A watch whose caches hold reduced objects. Of several namespaces each has a watch of its own, and with the SDK's own setting all of
 * them would share one store: whichever lists last throws out what the others hold.
 */
public final class ReducedStores<R extends HasMetadata> extends DefaultInformerEventSourceConfiguration<R> {

    private ReducedStores(InformerEventSourceConfiguration<R> watch, UnaryOperator<R> reduced) {
        super(
                watch.getGroupVersionKind().orElse(null), watch.getPrimaryToSecondaryMapper(), watch.getSecondaryToPrimaryMapper(),
                new OneEach<>(watch.getInformerConfig(), reduced), watch.getKubernetesClient().orElse(null));
    }

    /** @param reduced what a cache keeps of an object; applied to what is reduced already it changes nothing */
    public static <R extends HasMetadata> InformerEventSourceConfiguration<R> of(
            InformerEventSourceConfiguration<R> watch, UnaryOperator<R> reduced) {
        return new ReducedStores<>(watch, reduced);
    }

    private static final class OneEach<R extends HasMetadata> extends InformerConfiguration<R> {
        private final UnaryOperator<R> reduced;

        OneEach(InformerConfiguration<R> like, UnaryOperator<R> reduced) {
            super(
                    like.getResourceClass(), like.getName(), like.getNamespaces(), like.getFollowControllerNamespaceChanges(),
                    like.getLabelSelector(), like.getOnAddFilter(), like.getOnUpdateFilter(), like.getOnDeleteFilter(),
                    like.getGenericFilter(), null, like.getInformerListLimit(), like.getFieldSelector(),
                    like.isComparableResourceVersions(), like.getGhostResourceCacheCheckInterval());
            this.reduced = reduced;
        }

        /** Asked for once for each watch. */
        @Override
        public ItemStore<R> getItemStore() {
            return new TransformingItemStore<>(reduced);
        }
    }
}
