package io.shopfleet.operator;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentStatus;
import io.shopfleet.operator.cluster.FieldManager;
import io.shopfleet.operator.cluster.StatusWrite;
import io.shopfleet.operator.status.EnvironmentReporter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** Says whether an environment is in order. The services that use it look it up themselves. */
@ControllerConfiguration(name = "shopenvironment", fieldManager = FieldManager.TEMPLATE)
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 1.5, maxInterval = 30_000)
public class ShopEnvironmentReconciler implements Reconciler<ShopEnvironment> {
    private final EnvironmentReporter reporter = new EnvironmentReporter();
    private final Clock clock;

    public ShopEnvironmentReconciler(Clock clock) {
        this.clock = clock;
    }

    @Override
    public UpdateControl<ShopEnvironment> reconcile(ShopEnvironment seen, Context<ShopEnvironment> context) {
        ShopEnvironmentStatus status = reporter.report(seen, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        if (status.equals(seen.getStatus())) {
            return UpdateControl.noUpdate();
        }
        ShopEnvironment fresh = new ShopEnvironment();
        fresh.setMetadata(new ObjectMetaBuilder().withName(seen.getMetadata().getName()).build());
        fresh.setStatus(status);
        ShopEnvironment now = StatusWrite.record(fresh, context);
        boolean overtaken =
                !Objects.equals(now.getMetadata().getGeneration(), seen.getMetadata().getGeneration());
        UpdateControl<ShopEnvironment> control = UpdateControl.noUpdate();
        return overtaken ? control.reschedule() : control;
    }
}
