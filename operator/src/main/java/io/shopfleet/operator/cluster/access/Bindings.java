package io.shopfleet.operator.cluster.access;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.cluster.watch.ReducedStores;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.source.Binding;
import io.shopfleet.operator.source.Encoded;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Secrets by which edges are bound to resources of one kind. The cache holds digests of what is in them, and no password.
 */
public final class Bindings<R extends CustomResource<?, ExternalStatus>> extends InformerEventSource<Secret, R> {
    private static final String CONTENT = "cache.shopfleet.io/content";
    private static final int GONE = 404;
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(FieldManager.Template.id())
            .withForce(true)
            .build();

    private final String kind;

    public Bindings(ClaimKind kind, Class<R> type, EventSourceContext<R> context) {
        super(
                ReducedStores.of(InformerEventSourceConfiguration.from(Secret.class, type)
                        .withName("bindings")
                        .withLabelSelector(Binding.LABEL + "=" + kind.name())
                        .withSecondaryToPrimaryMapper(Bindings::target)
                        .build(), Bindings::reduced),
                context);
        this.kind = kind.name();
    }

    private static Set<ResourceID> target(Secret secret) {
        return Stream.ofNullable(secret.getMetadata().getAnnotations())
                .flatMap(annotations -> Stream.ofNullable(annotations.get(Binding.TARGET)))
                .map(target -> target.split("/", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> new ResourceID(parts[1], parts[0]))
                .collect(Collectors.toSet());
    }

    /** Bindings to the resource that are there. */
    public List<Secret> to(R resource) {
        return List.copyOf(getSecondaryResources(resource));
    }

    /** Written where it is missing or is not as it should be. Without files it says why there is no access yet. */
    public void write(
            KubernetesClient client, R resource, ShopService service, String edge, Binding binding, SortedMap<String, String> files) {
        Secret wanted = secret(resource, service, edge, binding, files);
        var id = new ResourceID(wanted.getMetadata().getName(), wanted.getMetadata().getNamespace());
        Optional<Secret> there = get(id);
        if (there.isEmpty() && isSomebodyElses(client, wanted)) {
            throw new BackendFailure(Reason.NotOwned, "Secret " + id.getName() + " in namespace "
                    + id.getNamespace().orElseThrow() + " is in the way; delete or rename it");
        }
        if (there.filter(found -> same(found, reduced(wanted))).isEmpty()) {
            client.resource(wanted).patch(APPLY);
        }
    }

    private static boolean isSomebodyElses(KubernetesClient client, Secret wanted) {
        return Optional.ofNullable(client.resource(wanted).get())
                .filter(found -> found.getMetadata().getLabels() == null
                        || !found.getMetadata().getLabels().containsKey(Binding.LABEL))
                .isPresent();
    }

    /** Access that was given is not taken away by a moment in which the server does not answer. */
    public boolean ready(ShopService service, String edge) {
        return get(new ResourceID(Binding.secret(service.getMetadata().getName(), edge), service.getMetadata().getNamespace()))
                .flatMap(Binding::on)
                .filter(Binding::ready)
                .isPresent();
    }

    public void delete(KubernetesClient client, Secret binding) {
        var meta = binding.getMetadata();
        try {
            client.raw("/api/v1/namespaces/" + meta.getNamespace() + "/secrets/" + meta.getName(), "DELETE",
                    Map.of("apiVersion", "v1", "kind", "DeleteOptions", "preconditions", Map.of("uid", meta.getUid())));
        } catch (KubernetesClientException e) {
            if (e.getCode() != GONE) {
                throw e;
            }
        }
    }

    private Secret secret(R resource, ShopService service, String edge, Binding binding, SortedMap<String, String> files) {
        var meta = resource.getMetadata();
        var who = service.getMetadata();
        return new SecretBuilder()
                .withNewMetadata()
                .withName(Binding.secret(who.getName(), edge))
                .withNamespace(who.getNamespace())
                .withLabels(Map.of(Marks.BINDABLE, "true", Binding.LABEL, kind, Marks.SERVICE, who.getName()))
                .withAnnotations(Map.of(
                        Binding.TARGET, meta.getNamespace() + "/" + meta.getName(),
                        Binding.ANNOTATION, CanonicalJson.text(binding)))
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(service.getApiVersion())
                        .withKind(service.getKind())
                        .withName(who.getName())
                        .withUid(who.getUid())
                        .build())
                .endMetadata()
                .withData(Encoded.of(files))
                .build();
    }

    private static boolean same(Secret there, Secret wanted) {
        return Stream.of(Binding.TARGET, Binding.ANNOTATION, CONTENT).allMatch(key ->
                        Optional.ofNullable(there.getMetadata().getAnnotations().get(key))
                                .equals(Optional.ofNullable(wanted.getMetadata().getAnnotations().get(key))))
                && there.getMetadata().getLabels().entrySet().containsAll(wanted.getMetadata().getLabels().entrySet());
    }

    private static Secret reduced(Secret secret) {
        return new SecretBuilder(secret)
                .editMetadata()
                .withManagedFields()
                .addToAnnotations(CONTENT, CanonicalJson.digest(Optional.ofNullable(secret.getData()).orElse(Map.of())))
                .endMetadata()
                .withData(null)
                .build();
    }
}
