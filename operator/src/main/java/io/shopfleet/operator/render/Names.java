package io.shopfleet.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.migration.Run;
import io.shopfleet.operator.source.Epoch;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names, labels and owners of everything that is made for one service. */
public record Names(String service, String namespace, String uid, String apiVersion) {

    public static Names of(ShopService service) {
        return new Names(
                service.getMetadata().getName(),
                service.getMetadata().getNamespace(),
                service.getMetadata().getUid(),
                service.getApiVersion());
    }

    /** Of a revision alone, or of one that runs with an epoch. */
    public String ofRevision(String id) {
        return service + "-" + id;
    }

    public String ofEpoch(long number) {
        return Epoch.name(service, number);
    }

    /** Selects the pods of all revisions. */
    public Map<String, String> selector() {
        return new TreeMap<>(Map.of(Marks.SERVICE, service));
    }

    Map<String, String> selector(String revision) {
        return selector(Pair.of(revision, null));
    }

    Map<String, String> selector(Pair pair) {
        Map<String, String> selector = selector();
        selector.putAll(pair.labels());
        return selector;
    }

    Map<String, String> labels() {
        return new TreeMap<>(Map.of(Marks.MANAGED_BY, Marks.MANAGER, Marks.NAME, service, Marks.SERVICE, service));
    }

    Map<String, String> labels(String revision, String version) {
        Map<String, String> labels = labels();
        labels.put(Marks.REVISION, revision);
        labels.put(Marks.VERSION, version);
        return labels;
    }

    /** Metadata of an object that lives as long as the service. */
    ObjectMeta stable() {
        return meta(service, labels());
    }

    ObjectMeta ofRevision(String revision, String version) {
        return meta(ofRevision(revision), labels(revision, version));
    }

    /** Metadata of an object that the pods of one epoch have to themselves. */
    ObjectMeta of(Pair pair, String version) {
        Map<String, String> labels = labels(pair.revision(), version);
        labels.putAll(pair.labels());
        return meta(ofRevision(pair.id()), labels);
    }

    /** @param attempt when the rollout began in which it is made */
    ObjectMeta ofMigration(String job, Pair pair, String version, Instant attempt) {
        Map<String, String> labels = labels(pair.revision(), version);
        labels.putAll(pair.labels());
        ObjectMeta meta = meta(job, labels);
        meta.setAnnotations(new TreeMap<>(Map.of(Run.ATTEMPT, attempt.toString())));
        return meta;
    }

    ObjectMeta ofEpoch(Epoch epoch) {
        Map<String, String> labels = labels();
        labels.put(Marks.EPOCH, Long.toString(epoch.number()));
        ObjectMeta meta = meta(ofEpoch(epoch.number()), labels);
        meta.setAnnotations(new TreeMap<>(Map.of(Marks.CONTENT, epoch.content())));
        epoch.salt().ifPresent(salt -> meta.getAnnotations().put(Marks.SALT, salt));
        return meta;
    }

    /** Nothing but the owner of an object that is kept as it is; only records and credentials are. */
    public Optional<HasMetadata> owned(Child child) {
        HasMetadata owned = switch (child.key().kind()) {
            case ControllerRevision -> new ControllerRevision();
            case Secret -> new Secret();
            default -> null;
        };
        return Optional.ofNullable(owned).map(object -> {
            object.setMetadata(meta(child.key().name(), null));
            // Without its uid an object that is gone meanwhile would come to life again, with nothing in it.
            object.getMetadata().setUid(child.uid());
            return object;
        });
    }

    private ObjectMeta meta(String name, Map<String, String> labels) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels)
                .addNewOwnerReference()
                .withApiVersion(apiVersion)
                .withKind("ShopService")
                .withName(service)
                .withUid(uid)
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .build();
    }
}
