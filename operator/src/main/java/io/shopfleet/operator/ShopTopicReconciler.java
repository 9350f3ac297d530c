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
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.operator.backend.Gateways;
import io.shopfleet.operator.backend.Guard;
import io.shopfleet.operator.backend.Journal;
import io.shopfleet.operator.backend.kafka.KafkaGateway;
import io.shopfleet.operator.cluster.outside.Holdings;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.topic.SeenTopic;
import io.shopfleet.operator.topic.TopicKind;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Topics, from their creation or adoption to their end. */
@ControllerConfiguration(
        name = "shoptopic",
        fieldManager = FieldManager.TEMPLATE,
        finalizerName = "shopfleet.io/topic",
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = WorthALook.class),
        // Every pass names the time of the next one; after the last there is none that could meet the end of its resource.
        maxReconciliationInterval = @MaxReconciliationInterval(interval = Constants.NO_MAX_RECONCILIATION_INTERVAL))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 1.5, maxInterval = 30_000)
public class ShopTopicReconciler implements Reconciler<ShopTopic>, Cleaner<ShopTopic> {
    private final Holdings<ShopTopic, SeenTopic> topics;

    public ShopTopicReconciler(
            Clock clock, MeterRegistry meters, Journal journal, @ConfigProperty(name = "shopfleet.namespace") String home) {
        var gateways = new Gateways<>(account -> new KafkaGateway(account, new Guard("kafka", meters), journal));
        topics = new Holdings<>(new TopicKind(), ShopTopic.class, ShopTopic::new, home, gateways::of, clock);
    }

    @Override
    public List<EventSource<?, ShopTopic>> prepareEventSources(EventSourceContext<ShopTopic> context) {
        return topics.watch(context);
    }

    @Override
    public UpdateControl<ShopTopic> reconcile(ShopTopic topic, Context<ShopTopic> context) {
        return topics.look(topic, context);
    }

    @Override
    public DeleteControl cleanup(ShopTopic topic, Context<ShopTopic> context) {
        return topics.end(topic, context);
    }
}
