package io.shopfleet.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.shopfleet.api.v1alpha1.PodOptions;
import io.shopfleet.api.v1alpha1.Port;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.source.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The objects that outlive revisions: identity, address and disruption budget of the service. */
public record StableObjects(Names names) {

    /** @param least pods that the service has at least */
    public List<HasMetadata> all(ShopServiceSpec spec, int least, Position at, List<Port> ports, Fleet fleet) {
        var objects = new ArrayList<HasMetadata>();
        objects.add(serviceAccount(Optional.ofNullable(spec.pod())));
        if (!ports.isEmpty()) {
            objects.add(service(at, ports, fleet));
        }
        if (least > 1) {
            objects.add(disruptionBudget(least));
        }
        return objects;
    }

    /** Outlives the revision it was made for: a later one that names the same keys goes on with it. */
    public Secret epoch(Epoch epoch, SortedMap<String, String> values) {
        return new SecretBuilder()
                .withMetadata(names.ofEpoch(epoch))
                .withImmutable(true)
                .withType("Opaque")
                .withData(values)
                .build();
    }

    private ServiceAccount serviceAccount(Optional<PodOptions> pod) {
        ObjectMeta meta = names.stable();
        pod.map(PodOptions::serviceAccountAnnotations)
                .filter(annotations -> !annotations.isEmpty())
                .ifPresent(annotations -> meta.setAnnotations(new TreeMap<>(annotations)));
        return new ServiceAccountBuilder()
                .withMetadata(meta)
                .withAutomountServiceAccountToken(false)
                .build();
    }

    /** Selects all revisions: a candidate takes its share of the traffic as its pods become ready. */
    private HasMetadata service(Position at, List<Port> ports, Fleet fleet) {
        ObjectMeta meta = names.stable();
        at.serving()
                .ifPresent(revision -> meta.setAnnotations(new TreeMap<>(
                        Map.of(Marks.SERVING, revision, Marks.BEAT, Long.toString(beat(at, revision, fleet))))));
        return Services.of(meta, names.selector(), ports);
    }

    /** The beat that moved the pointer here; later steps leave the stamp alone. */
    private long beat(Position at, String revision, Fleet fleet) {
        return Optional.ofNullable(fleet.children().get(new ObjectKey(ManagedKind.Service, names.service())))
                .filter(pointer -> pointer.serving().filter(revision::equals).isPresent() && pointer.beat() > 0)
                .map(Child::beat)
                .orElse(at.beat());
    }

    /**
     * A number of pods that must stay, not one that may go: that would make Kubernetes ask the Deployment of every draining
     * pod, and complain in an event when a rollout is over and it is gone. Pods that do not answer hold up no drained node.
     * With an autoscaler it counts from the fewest pods there can be: right whatever the number is just now, without a write
     * when it moves. Where that is one pod there is no budget, since one would keep a single pod from ever moving.
     */
    private PodDisruptionBudget disruptionBudget(int least) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(names.stable())
                .withNewSpec()
                .withMinAvailable(new IntOrString(least - 1))
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(names.selector())
                .endSelector()
                .endSpec()
                .build();
    }
}
