package io.shopfleet.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;

/**
 * A pass whose resource is deleted while it waits for its turn is skipped: the SDK tells its end but no beginning. Meters that
 * count both would say for ever that one pass too many waits and one too few is under way, so the beginning is told here.
 */
record SkippedPasses(Metrics meters, ThreadLocal<Boolean> begun) implements Metrics {

    SkippedPasses(Metrics meters) {
        this(meters, ThreadLocal.withInitial(() -> false));
    }

    @Override
    public void reconciliationStarted(HasMetadata resource, Map<String, Object> metadata) {
        begun.set(true);
        meters.reconciliationStarted(resource, metadata);
    }

    @Override
    public void reconciliationFinished(HasMetadata resource, RetryInfo retry, Map<String, Object> metadata) {
        if (!begun.get()) {
            meters.reconciliationStarted(resource, metadata);
        }
        begun.remove();
        meters.reconciliationFinished(resource, retry, metadata);
    }

    @Override
    public void controllerRegistered(Controller<? extends HasMetadata> controller) {
        meters.controllerRegistered(controller);
    }

    @Override
    public void eventReceived(Event event, Map<String, Object> metadata) {
        meters.eventReceived(event, metadata);
    }

    @Override
    public void reconciliationSubmitted(HasMetadata resource, RetryInfo retry, Map<String, Object> metadata) {
        meters.reconciliationSubmitted(resource, retry, metadata);
    }

    @Override
    public void reconciliationFailed(HasMetadata resource, RetryInfo retry, Exception failure, Map<String, Object> metadata) {
        meters.reconciliationFailed(resource, retry, failure, metadata);
    }

    @Override
    public void reconciliationSucceeded(HasMetadata resource, Map<String, Object> metadata) {
        meters.reconciliationSucceeded(resource, metadata);
    }

    @Override
    public void cleanupDone(ResourceID resource, Map<String, Object> metadata) {
        meters.cleanupDone(resource, metadata);
    }

    @Override
    public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
        return meters.timeControllerExecution(execution);
    }
}
