package io.shopfleet.operator.cluster.watch;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpecBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.graph.Node;
import io.shopfleet.operator.source.Binding;
import io.shopfleet.operator.source.Content;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What caches keep of an object. Of the operator's own objects: identity, status, and the digest of the owned fields
 * instead of the fields; of an epoch the keys. Of what services name: keys and fingerprints, never a value.
 */
public final class Reduced {
    /** Conditions that others go by. */
    private static final Set<String> KNOWN = Set.of("Accepted", "Available");

    private Reduced() {}

    /** Idempotent: an object just written comes back whole, one from the cache comes reduced. */
    public static <T extends HasMetadata> UnaryOperator<T> child(Class<T> type) {
        return object -> {
            Map<String, String> annotations = object.getMetadata().getAnnotations();
            return annotations != null && annotations.containsKey(Marks.OBSERVED_DIGEST)
                    ? object
                    : type.cast(child(object));
        };
    }

    static HasMetadata child(HasMetadata object) {
        ObjectMeta meta = identity(object);
        Map<String, String> annotations = Optional.ofNullable(object.getMetadata().getAnnotations())
                .<Map<String, String>>map(HashMap::new)
                .orElseGet(HashMap::new);
        annotations.putAll(OwnedFields.marks(object));
        meta.setAnnotations(annotations);
        HasMetadata reduced = blank(object);
        reduced.setMetadata(meta);
        if (object instanceof Deployment whole && reduced instanceof Deployment small) {
            Integer replicas = whole.getSpec() == null ? null : whole.getSpec().getReplicas();
            small.setSpec(new DeploymentSpecBuilder().withReplicas(replicas).build());
            small.setStatus(whole.getStatus());
        }
        if (object instanceof Job whole && reduced instanceof Job small) {
            small.setStatus(whole.getStatus());
        }
        if (object instanceof HorizontalPodAutoscaler whole && reduced instanceof HorizontalPodAutoscaler small) {
            small.setStatus(whole.getStatus());
        }
        if (object instanceof Secret whole && reduced instanceof Secret small) {
            small.setData(emptied(whole.getData()));
        }
        if (object instanceof ControllerRevision whole && reduced instanceof ControllerRevision small) {
            small.setRevision(whole.getRevision());
            small.setData(whole.getData());
        }
        return reduced;
    }

    static Secret keys(Secret secret) {
        Secret reduced = new Secret();
        reduced.setMetadata(identity(secret));
        Stream.ofNullable(secret.getMetadata().getAnnotations())
                .flatMap(annotations -> Stream.ofNullable(annotations.get(Binding.ANNOTATION)))
                .forEach(binding -> reduced.getMetadata().setAnnotations(Map.of(Binding.ANNOTATION, binding)));
        reduced.setData(texts(Content.of(secret)));
        return reduced;
    }

    static ConfigMap keys(ConfigMap map) {
        ConfigMap reduced = new ConfigMap();
        reduced.setMetadata(identity(map));
        reduced.setData(texts(Content.of(map)));
        return reduced;
    }

    private static Map<String, String> texts(Content content) {
        var texts = new TreeMap<String, String>();
        content.fingerprints().forEach((key, fingerprint) -> texts.put(key, fingerprint.toString()));
        return texts;
    }

    /** What dependants may know of a service. */
    static ShopService provider(ShopService service) {
        ShopService reduced = new ShopService();
        reduced.setMetadata(identity(service));
        Optional<ShopServiceSpec> spec = Optional.ofNullable(service.getSpec());
        reduced.setSpec(new ShopServiceSpec(
                spec.map(ShopServiceSpec::environment).orElse(null), null, null, null,
                spec.map(ShopServiceSpec::replicas).orElse(null),
                spec.map(ShopServiceSpec::autoscaling).orElse(null),
                spec.map(ShopServiceSpec::resources).orElse(null), null, null, null, null, null, null, null,
                Node.edges(service).toList(), spec.map(ShopServiceSpec::grants).orElse(null), null, null, null));
        if (service.getStatus() != null) {
            reduced.setStatus(new ShopServiceStatus(
                    service.getStatus().observedGeneration(), null, null, null, null, null, null, null,
                    service.getStatus().conditions().stream()
                            .filter(condition -> KNOWN.contains(condition.getType()))
                            .map(condition -> new ConditionBuilder(condition).withMessage(null).build())
                            .toList(),
                    service.getStatus().serving(), null, null, null, null, null, null, null, null, null,
                    service.getStatus().share()));
        }
        return reduced;
    }

    /** What an upgrade needs to know of a service. */
    static ShopService outdated(ShopService service) {
        ShopService reduced = new ShopService();
        reduced.setMetadata(identity(service));
        reduced.setSpec(new ShopServiceSpec(
                Optional.ofNullable(service.getSpec()).map(ShopServiceSpec::environment).orElse(null),
                null, null, null, null, null, null, null, null, null, null, null, null, null,
                Node.edges(service).toList(), null, null, null, null));
        ShopServiceStatus status = service.getStatus();
        reduced.setStatus(new ShopServiceStatus(
                null, status.phase(), null, null, null, null, null, null, status.conditions(), null, null, null, null, null,
                null, null, null, null, status.pendingTemplateUpdate(), null));
        return reduced;
    }

    private static ObjectMeta identity(HasMetadata object) {
        ObjectMeta meta = object.getMetadata();
        return new ObjectMetaBuilder()
                .withName(meta.getName())
                .withNamespace(meta.getNamespace())
                .withUid(meta.getUid())
                .withResourceVersion(meta.getResourceVersion())
                .withGeneration(meta.getGeneration())
                .withCreationTimestamp(meta.getCreationTimestamp())
                .withLabels(meta.getLabels())
                .withOwnerReferences(meta.getOwnerReferences())
                .withDeletionTimestamp(meta.getDeletionTimestamp())
                .build();
    }

    private static Map<String, String> emptied(Map<String, String> data) {
        return data == null
                ? Map.of()
                : data.keySet().stream().collect(Collectors.toMap(key -> key, key -> ""));
    }

    private static HasMetadata blank(HasMetadata object) {
        try {
            return object.getClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every model class has an empty constructor: " + object.getClass(), e);
        }
    }
}
