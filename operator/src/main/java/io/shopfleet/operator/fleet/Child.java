package io.shopfleet.operator.fleet;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Map;
import java.util.Optional;

/**
 * An object that exists for the service, reduced to what matching and pruning need.
 *
 * @param digest digest of the fields the operator owns, computed on the way into the cache
 * @param applied digest the operator stamped when it last applied the object; where it equals what is wanted but
 *     {@code digest} does not, somebody else edited the object
 * @param scaled the number of replicas is the one the operator last applied
 */
public record Child(
        ObjectKey key,
        String uid,
        String resourceVersion,
        Optional<String> owner,
        Map<String, String> labels,
        Optional<String> revision,
        String digest,
        Optional<String> applied,
        Optional<String> serving,
        long beat,
        boolean scaled,
        boolean terminating) {

    public static Child of(HasMetadata object) {
        ObjectMeta meta = object.getMetadata();
        Map<String, String> labels = meta.getLabels() == null ? Map.of() : Map.copyOf(meta.getLabels());
        Map<String, String> annotations = meta.getAnnotations() == null ? Map.of() : meta.getAnnotations();
        return new Child(
                ObjectKey.of(object),
                meta.getUid(),
                meta.getResourceVersion(),
                ownerOf(meta),
                labels,
                Optional.ofNullable(labels.get(Marks.REVISION)),
                annotations.getOrDefault(Marks.OBSERVED_DIGEST, ""),
                Optional.ofNullable(annotations.get(Marks.APPLIED)),
                Optional.ofNullable(annotations.get(Marks.SERVING)),
                Marks.beatOf(annotations),
                annotations.containsKey(Marks.SCALED),
                meta.getDeletionTimestamp() != null);
    }

    private static Optional<String> ownerOf(ObjectMeta meta) {
        return meta.getOwnerReferences() == null
                ? Optional.empty()
                : meta.getOwnerReferences().stream()
                        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                        .map(OwnerReference::getUid)
                        .findFirst();
    }

    public boolean ownedBy(String uid) {
        return owner.filter(uid::equals).isPresent();
    }
}
