package io.shopfleet.operator.cluster.outside;

import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.operator.holding.Kind;
import io.shopfleet.operator.holding.Seen;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/**
 * All resources of one kind, from their first pass to their last: what a reconciler of the kind is made of.
 *
 * @param <R> the resource
 * @param <S> what is seen of the thing outside
 */
public final class Holdings<R extends CustomResource<?, ExternalStatus>, S extends Seen> {
    private final Kind<R, S> kind;
    private final Class<R> type;
    private final Supplier<R> empty;
    private final String home;
    private final HoldingPass<R, S> pass;
    private final Farewell<R, S> farewell;
    private Watches<R> watches;

    /** @param home the operator's own namespace: claims and accounts lie there */
    public Holdings(
            Kind<R, S> kind, Class<R> type, Supplier<R> empty, String home, GatewaySource<S> gateways, InstantSource clock) {
        this.kind = kind;
        this.type = type;
        this.empty = empty;
        this.home = home;
        this.pass = new HoldingPass<>(kind, gateways, clock);
        this.farewell = new Farewell<>(kind, gateways, clock);
    }

    public List<EventSource<?, R>> watch(EventSourceContext<R> context) {
        watches = new Watches<>(kind, type, home, context);
        return watches.all();
    }

    public UpdateControl<R> look(R resource, Context<R> context) {
        return named(resource, () -> {
            UpdateControl<R> control = UpdateControl.noUpdate();
            try {
                return control.rescheduleAfter(pass.run(resource, new Surroundings<>(context, watches, empty)));
            } catch (Watches.Ended stopped) {
                // The next operator begins with a look at it.
                return control;
            }
        });
    }

    /**
     * The finalizer is removed here and not by the SDK: that notes afterwards, by name, that the end is done, and where the next
     * resource of the name was faster the note falls on it, and it is never looked at.
     */
    public DeleteControl end(R resource, Context<R> context) {
        return named(resource, () -> {
            var around = new Surroundings<>(context, watches, empty);
            DeleteControl control = DeleteControl.noFinalizerRemoval();
            try {
                farewell.take(resource, around).ifPresentOrElse(control::rescheduleAfter, () -> around.letGo(resource));
            } catch (Watches.Ended stopped) {
                // The next operator begins with it.
            }
            return control;
        });
    }

    private static <T> T named(CustomResource<?, ?> resource, Supplier<T> work) {
        MDC.put("resource", resource.getKind() + " " + resource.getMetadata().getNamespace() + "/" + resource.getMetadata().getName());
        try {
            return work.get();
        } finally {
            MDC.remove("resource");
        }
    }
}
