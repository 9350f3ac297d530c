package io.shopfleet.operator.rehearsal;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.check.References;
import io.shopfleet.operator.cluster.reading.Reading;
import io.shopfleet.operator.cluster.reading.Unreadable;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.cluster.watch.OwnedFields;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.migration.Migration;
import io.shopfleet.operator.source.Reference;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Objects made for services, whole, with the marks that the operator's caches give them, and controllers that work at once. */
final class Objects {
    private final Reading reading;
    private final Map<String, HasMetadata> objects = new HashMap<>();
    /** The same by namespace and service, which is what every pass asks for. */
    private final Map<String, SortedMap<String, HasMetadata>> ofServices = new HashMap<>();
    /** By kind and namespace: why it cannot be read; empty where it was. */
    private final Map<String, Optional<Unreadable>> read = new HashMap<>();
    /** Asked for one by one, since no label leads to them; empty where there is none. */
    private final Map<String, Optional<HasMetadata>> others = new HashMap<>();
    /** What passes deleted, and the cluster that is read still has. */
    private final Set<String> gone = new HashSet<>();
    private long version;

    Objects(Reading reading) {
        this.reading = reading;
    }

    List<HasMetadata> of(ShopService service) {
        String namespace = service.getMetadata().getNamespace();
        for (ManagedKind kind : ManagedKind.values()) {
            Optional<Unreadable> refusal = read.computeIfAbsent(kind + " " + namespace, key -> read(namespace, kind));
            if (refusal.isPresent() && needs(kind, service)) {
                throw refusal.get();
            }
        }
        return List.copyOf(own(service).values());
    }

    private SortedMap<String, HasMetadata> own(ShopService service) {
        return ofServices.getOrDefault(
                service.getMetadata().getNamespace() + "/" + service.getMetadata().getName(), Collections.emptySortedMap());
    }

    private void keep(HasMetadata object) {
        objects.put(id(object), object);
        Map<String, String> labels = Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of());
        ofServices
                .computeIfAbsent(object.getMetadata().getNamespace() + "/" + labels.get(Marks.SERVICE), key -> new TreeMap<>())
                .put(id(object), object);
    }

    private Optional<Unreadable> read(String namespace, ManagedKind kind) {
        try {
            reading.made(namespace, kind).forEach(object -> keep(seen(copy(object))));
            return Optional.empty();
        } catch (Unreadable e) {
            return Optional.of(e);
        }
    }

    /** Many people may read everything but Secrets, and most services have neither those nor migrations. */
    private boolean needs(ManagedKind kind, ShopService service) {
        return switch (kind) {
            case Secret -> readsSecrets(service);
            case Job -> service.getSpec() != null && !Migration.all(service.getMetadata().getName(), service.getSpec()).isEmpty();
            default -> true;
        };
    }

    private boolean readsSecrets(ShopService service) {
        boolean named = service.getSpec() != null && References.of(service).anyMatch(reference -> reference.kind() == Reference.Kind.Secret);
        return named || own(service).values().stream()
                .anyMatch(object -> object instanceof Deployment && object.getMetadata().getLabels().containsKey(Marks.EPOCH));
    }

    /** As a cache would hold it, with pods that are ready: what keeps them from it no plan can know. */
    private static HasMetadata seen(HasMetadata object) {
        if (Child.of(object).digest().isEmpty()) {
            mark(object, OwnedFields.marks(object));
        }
        settle(object);
        return object;
    }

    Optional<HasMetadata> find(HasMetadata like) {
        return Optional.ofNullable(objects.get(id(like)))
                .or(() -> gone.contains(id(like))
                        ? Optional.empty()
                        : others.computeIfAbsent(id(like), id -> reading.object(like)));
    }

    HasMetadata apply(HasMetadata object, FieldManager manager) {
        HasMetadata before = find(object).orElse(null);
        HasMetadata after = switch (manager) {
            case Template -> put(before, object);
            case Scale -> scaled(before, object);
            case Owner -> owned(before, object);
        };
        after.getMetadata().setResourceVersion(Long.toString(++version));
        settle(after);
        if (after instanceof HorizontalPodAutoscaler autoscaler) {
            autoscaler.setStatus(new HorizontalPodAutoscalerStatusBuilder()
                    .addNewCondition().withType("AbleToScale").withStatus("True").endCondition()
                    .build());
        }
        keep(after);
        return after;
    }

    private HasMetadata put(HasMetadata before, HasMetadata wanted) {
        HasMetadata after = copy(wanted);
        after.getMetadata().setUid(before == null ? Services.BORN + ++version : before.getMetadata().getUid());
        mark(after, Map.of(Marks.OBSERVED_DIGEST, OwnedFields.wanted(wanted)));
        if (after instanceof Deployment young) {
            // A Deployment that nobody gave a number of replicas has one.
            young.getSpec().setReplicas(before instanceof Deployment old ? old.getSpec().getReplicas() : Integer.valueOf(1));
            for (String mark : before == null ? List.<String>of() : List.of(Marks.BEAT, Marks.SCALED, Marks.ROLLOUT)) {
                Optional.ofNullable(before.getMetadata().getAnnotations())
                        .map(marks -> marks.get(mark))
                        .ifPresent(value -> mark(after, Map.of(mark, value)));
            }
        }
        return after;
    }

    private static HasMetadata scaled(HasMetadata before, HasMetadata wanted) {
        Deployment after = (Deployment) copy(before);
        after.getSpec().setReplicas(((Deployment) wanted).getSpec().getReplicas());
        mark(after, wanted.getMetadata().getAnnotations());
        mark(after, Map.of(Marks.SCALED, "true"));
        return after;
    }

    private static HasMetadata owned(HasMetadata before, HasMetadata wanted) {
        HasMetadata after = copy(before);
        after.getMetadata().setOwnerReferences(wanted.getMetadata().getOwnerReferences());
        return after;
    }

    /** What pods have to do is done at once. */
    private static void settle(HasMetadata object) {
        if (object instanceof Deployment deployment && deployment.getSpec() != null) {
            ready(deployment);
        }
        if (object instanceof Job job) {
            done(job);
        }
    }

    private static void ready(Deployment deployment) {
        int replicas = Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
        long generation = Optional.ofNullable(deployment.getMetadata().getGeneration()).orElse(0L) + 1;
        deployment.getMetadata().setGeneration(generation);
        deployment.setStatus(new DeploymentStatusBuilder()
                .withObservedGeneration(generation)
                .withReplicas(replicas)
                .withReadyReplicas(replicas)
                .withAvailableReplicas(replicas)
                .build());
    }

    private static void done(Job job) {
        job.setStatus(new JobStatusBuilder().addNewCondition().withType("Complete").withStatus("True").endCondition().build());
    }

    boolean delete(ShopService service, Child child) {
        String id = id(child.key().kind().name(), service.getMetadata().getNamespace(), child.key().name());
        gone.add(id);
        own(service).remove(id);
        return objects.remove(id) != null;
    }

    private static void mark(HasMetadata object, Map<String, String> marks) {
        Map<String, String> annotations =
                new HashMap<>(Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of()));
        annotations.putAll(marks);
        object.getMetadata().setAnnotations(annotations);
    }

    private static HasMetadata copy(HasMetadata object) {
        return CanonicalJson.read(CanonicalJson.text(object), object.getClass());
    }

    private static String id(HasMetadata object) {
        return id(object.getKind(), object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    private static String id(String kind, String namespace, String name) {
        return kind + " " + namespace + "/" + name;
    }
}
