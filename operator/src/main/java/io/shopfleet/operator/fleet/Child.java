package io.shopfleet.operator.fleet;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An object that exists for the service, reduced to what matching and pruning need.
 *
 * @param digest digest of the fields the operator owns, computed on the way into the cache
 * @param applied digest the operator stamped when it last applied the object; where it equals what is wanted but
 *     {@code digest} does not, somebody else edited the object
 * @param portNames names that the ports of a Service keep from before it was taken over
 * @param rollout pods that the rollout is for in which it was last scaled
 * @param scaled the number of replicas is the one the operator last applied
 * @param attended it is an autoscaler, and the controller of autoscalers has looked at it
 * @param taken nobody owns it, and the service takes it over
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
        Optional<String> portNames,
        long beat,
        Optional<Integer> rollout,
        boolean scaled,
        boolean attended,
        boolean terminating,
        boolean taken) {

    public static Child of(HasMetadata object) {
        ObjectMeta meta = object.getMetadata();
        Map<String, String> labels = meta.getLabels() == null ? Map.of() : Map.copyOf(meta.getLabels());
        Map<String, String> annotations = meta.getAnnotations() == null ? Map.of() : meta.getAnnotations();
        return new Child(
                ObjectKey.of(object),
                meta.getUid(),
                meta.getResourceVersion(),
                controller(object).map(OwnerReference::getUid),
                labels,
                Optional.ofNullable(labels.get(Marks.REVISION)),
                annotations.getOrDefault(Marks.OBSERVED_DIGEST, ""),
                Optional.ofNullable(annotations.get(Marks.APPLIED)),
                Optional.ofNullable(annotations.get(Marks.SERVING)),
                Optional.ofNullable(annotations.get(Marks.PORT_NAMES)),
                Marks.beatOf(annotations),
                Marks.rolloutOf(annotations),
                annotations.containsKey(Marks.SCALED),
                object instanceof HorizontalPodAutoscaler autoscaler
                        && autoscaler.getStatus() != null
                        && !autoscaler.getStatus().getConditions().isEmpty(),
                meta.getDeletionTimestamp() != null,
                false);
    }

    /** The one owner that looks after the object; others only keep it alive. */
    public static Optional<OwnerReference> controller(HasMetadata object) {
        return Stream.ofNullable(object.getMetadata().getOwnerReferences())
                .flatMap(List::stream)
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }

    public boolean isAutoscaler() {
        return key.kind() == ManagedKind.HorizontalPodAutoscaler;
    }

    /** They differ, if at all, in what no pass looks at. */
    public boolean tellsTheSameAs(Child other) {
        return equals(new Child(
                other.key, other.uid, resourceVersion, other.owner, other.labels, other.revision, other.digest, other.applied,
                other.serving, other.portNames, other.beat, other.rollout, other.scaled, other.attended, other.terminating, other.taken));
    }

    /** The same as the service's own, which its owner reference will say once it is written. */
    public Child takenBy(String uid) {
        return new Child(
                key, this.uid, resourceVersion, Optional.of(uid), labels, revision, digest, applied, serving, portNames, beat, rollout, scaled,
                attended, terminating, true);
    }

    public boolean ownedBy(String uid) {
        return owner.filter(uid::equals).isPresent();
    }
}
