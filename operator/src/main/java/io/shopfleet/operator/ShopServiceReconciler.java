package io.shopfleet.operator;

import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.InformedCluster;
import io.shopfleet.operator.cluster.Journal;
import io.shopfleet.operator.cluster.Pass;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.cluster.watch.Informers;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.MDC;

/** Runs a pass whenever a service or something around it changed, and every ten minutes as a safety net. */
@ControllerConfiguration(
        name = "shopservice",
        fieldManager = FieldManager.TEMPLATE,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = WorthALook.class),
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 1.5, maxInterval = 30_000)
public class ShopServiceReconciler implements Reconciler<ShopService> {
    private final Pass pass;
    private final Journal journal;
    private Informers informers;

    public ShopServiceReconciler(Clock clock, MeterRegistry meters) {
        this.pass = new Pass(clock);
        this.journal = new Journal(meters);
    }

    @Override
    public List<EventSource<?, ShopService>> prepareEventSources(EventSourceContext<ShopService> context) {
        informers = new Informers(context);
        return informers.all();
    }

    @Override
    public UpdateControl<ShopService> reconcile(ShopService service, Context<ShopService> context) {
        MDC.put("service", service.getMetadata().getNamespace() + "/" + service.getMetadata().getName());
        try {
            var next = pass.run(service, new InformedCluster(context, informers, journal));
            UpdateControl<ShopService> control = UpdateControl.noUpdate();
            return next.map(delay -> delay.isZero() ? control.reschedule() : control.rescheduleAfter(delay)).orElse(control);
        } finally {
            MDC.remove("service");
        }
    }
}
