package io.shopfleet.operator.cluster.outside;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.access.Accounts;
import io.shopfleet.operator.cluster.telling.Events;
import io.shopfleet.operator.cluster.telling.StatusWrite;
import io.shopfleet.operator.embedded.AsExternal;
import io.shopfleet.operator.source.Binding;
import io.shopfleet.operator.status.Happening;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * What a pass over one kind of resource may ask of the cluster, and tell it.
 *
 * @param <R> the resource
 */
final class Surroundings<R extends CustomResource<?, ExternalStatus>> {
    private static final int CONFLICT = 409;
    private static final int GONE = 404;

    private final Context<R> context;
    private final KubernetesClient client;
    private final Watches<R> watches;
    private final Supplier<R> empty;

    Surroundings(Context<R> context, Watches<R> watches, Supplier<R> empty) {
        this.context = context;
        this.client = context.getClient();
        this.watches = watches;
        this.empty = empty;
    }

    /** With the servers that the operator runs as if somebody else did. */
    Optional<ShopEnvironment> environment(String name) {
        return watches.whole(watches.environments.get(new ResourceID(name)).map(AsExternal::of));
    }

    Map<String, String> namespaceLabels(String namespace) {
        return watches.whole(
                watches.namespaces.get(new ResourceID(namespace)).map(found -> found.getMetadata().getLabels()).orElse(Map.of()));
    }

    Optional<Secret> secret(String name) {
        return watches.whole(watches.secrets.get(new ResourceID(name, watches.home)));
    }

    /** Others of the kind that name the same environment. */
    List<R> neighbours(String environment, HasMetadata self) {
        return watches.whole(
                watches.of(environment).filter(other -> !other.getMetadata().getUid().equals(self.getMetadata().getUid())).toList());
    }

    /** The edges of each service that lead to the resource, as far as they are granted. */
    Map<ShopService, List<Dependency>> consumers(R resource) {
        return watches.whole(watches.consumers.of(resource));
    }

    Accounts accounts() {
        return new Accounts(client);
    }

    List<Secret> bindings(R resource) {
        return watches.whole(watches.bindings.to(resource));
    }

    boolean bound(ShopService service, String edge) {
        return watches.whole(watches.bindings.ready(service, edge));
    }

    void bind(R resource, ShopService service, String edge, Binding binding, SortedMap<String, String> files) {
        watches.bindings.write(client, resource, service, edge, binding, files);
    }

    void unbind(Secret binding) {
        watches.bindings.delete(client, binding);
    }

    Claims claims() {
        return new Claims(client, watches.home);
    }

    /** As it is on the server now. */
    Optional<R> live(R resource) {
        return Optional.ofNullable(client.resource(resource).get());
    }

    /** False when the view is older than what the server has. */
    boolean record(R resource, ExternalStatus status) {
        R fresh = empty.get();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(resource.getMetadata().getName())
                .withNamespace(resource.getMetadata().getNamespace())
                .withResourceVersion(resource.getMetadata().getResourceVersion())
                .build());
        fresh.setStatus(status);
        try {
            StatusWrite.record(fresh, context);
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    /** Takes the finalizer from this resource and from no later one of its name. */
    void letGo(R resource) {
        String finalizer = context.getControllerConfiguration().getFinalizerName();
        int place = resource.getMetadata().getFinalizers().indexOf(finalizer);
        var patch = List.of(
                Map.of("op", "test", "path", "/metadata/uid", "value", resource.getMetadata().getUid()),
                Map.of("op", "test", "path", "/metadata/finalizers/" + place, "value", finalizer),
                Map.of("op", "remove", "path", "/metadata/finalizers/" + place));
        try {
            client.resource(resource).patch(PatchContext.of(PatchType.JSON), client.getKubernetesSerialization().asJson(patch));
        } catch (KubernetesClientException e) {
            if (e.getCode() != GONE) {
                throw e;
            }
        }
    }

    void tell(R resource, Happening happening) {
        Events.tell(client, resource, happening);
    }
}
