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
import io.shopfleet.api.v1alpha1.ShopDatabase;
import io.shopfleet.operator.backend.Gateways;
import io.shopfleet.operator.backend.Guard;
import io.shopfleet.operator.backend.Journal;
import io.shopfleet.operator.backend.sql.SqlGateway;
import io.shopfleet.operator.cluster.outside.Holdings;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.database.DatabaseKind;
import io.shopfleet.operator.database.rights.Seen;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Databases, from their creation to their end. */
@ControllerConfiguration(
        name = "shopdatabase",
        fieldManager = FieldManager.TEMPLATE,
        finalizerName = "shopfleet.io/database",
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = WorthALook.class),
        // Every pass names the time of the next one; after the last there is none that could meet the end of its resource.
        maxReconciliationInterval = @MaxReconciliationInterval(interval = Constants.NO_MAX_RECONCILIATION_INTERVAL))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 1.5, maxInterval = 30_000)
public class ShopDatabaseReconciler implements Reconciler<ShopDatabase>, Cleaner<ShopDatabase> {
    private final Holdings<ShopDatabase, Seen> databases;

    public ShopDatabaseReconciler(
            Clock clock, MeterRegistry meters, Journal journal, @ConfigProperty(name = "shopfleet.namespace") String home) {
        var gateways = new Gateways<>(account -> new SqlGateway(account, new Guard("postgres", meters), journal));
        databases = new Holdings<>(new DatabaseKind(), ShopDatabase.class, ShopDatabase::new, home, gateways::of, clock);
    }

    @Override
    public List<EventSource<?, ShopDatabase>> prepareEventSources(EventSourceContext<ShopDatabase> context) {
        return databases.watch(context);
    }

    @Override
    public UpdateControl<ShopDatabase> reconcile(ShopDatabase database, Context<ShopDatabase> context) {
        return databases.look(database, context);
    }

    @Override
    public DeleteControl cleanup(ShopDatabase database, Context<ShopDatabase> context) {
        return databases.end(database, context);
    }
}
