package io.shopfleet.operator;

import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.shopfleet.api.v1alpha1.ShopCache;
import io.shopfleet.operator.backend.Gateways;
import io.shopfleet.operator.backend.Guard;
import io.shopfleet.operator.backend.Journal;
import io.shopfleet.operator.backend.cache.CacheGateway;
import io.shopfleet.operator.cachespace.CacheKind;
import io.shopfleet.operator.cachespace.Snapshot;
import io.shopfleet.operator.cluster.outside.Holdings;
import io.shopfleet.operator.cluster.watch.FieldManager;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Key spaces of caches, from their creation to their end. */
@ControllerConfiguration(
        name = "shopcache",
        fieldManager = FieldManager.TEMPLATE,
        finalizerName = "shopfleet.io/cache",
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = WorthALook.class),
        // Every pass names the time of the next one; after the last there is none that could meet the end of its resource.
        maxReconciliationInterval = @MaxReconciliationInterval(interval = Constants.NO_MAX_RECONCILIATION_INTERVAL))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 1.5, maxInterval = 30_000)
public class ShopCacheReconciler implements Reconciler<ShopCache>, Cleaner<ShopCache> {
    private final Holdings<ShopCache, Snapshot> caches;

    public ShopCacheReconciler(
            Clock clock, MeterRegistry meters, Journal journal, @ConfigProperty(name = "shopfleet.namespace") String home) {
        var gateways = new Gateways<>(account -> new CacheGateway(account, new Guard("cache", meters), journal));
        caches = new Holdings<>(new CacheKind(), ShopCache.class, ShopCache::new, home, gateways::of, clock);
    }

    @Override
    public List<EventSource<?, ShopCache>> prepareEventSources(EventSourceContext<ShopCache> context) {
        return caches.watch(context);
    }

    @Override
    public UpdateControl<ShopCache> reconcile(ShopCache cache, Context<ShopCache> context) {
        return caches.look(cache, context);
    }

    @Override
    public DeleteControl cleanup(ShopCache cache, Context<ShopCache> context) {
        return caches.end(cache, context);
    }
}
