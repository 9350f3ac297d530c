package io.shopfleet.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.shopfleet.api.v1alpha1.NetworkPeer;
import io.shopfleet.api.v1alpha1.PodOptions;
import io.shopfleet.api.v1alpha1.Port;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.RevisionRecord.Adopted;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.source.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The objects that outlive revisions: identity, address and disruption budget of the service. */
public record StableObjects(Names names) {

    /**
     * @param least pods that the service has at least
     * @param open ports of each revision that is live, the one first that serves
     */
    public List<HasMetadata> all(ShopServiceSpec spec, int least, Position at, List<List<Port>> open, Fleet fleet) {
        List<Port> ports = open.stream().filter(some -> !some.isEmpty()).findFirst().orElse(List.of());
        var objects = new ArrayList<HasMetadata>();
        Optional<Adopted> adopted = fleet.adopted(at.live());
        objects.add(serviceAccount(Optional.ofNullable(spec.pod()), adopted.isPresent()));
        if (!ports.isEmpty()) {
            objects.add(service(at, ports, fleet, adopted));
        }
        if (least > 1) {
            objects.add(disruptionBudget(least));
        }
        fleet.callers().map(callers -> networkPolicy(callers, open, fleet)).ifPresent(objects::add);
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

    /** Pods that were taken over may live by the token that it gives them. */
    private ServiceAccount serviceAccount(Optional<PodOptions> pod, boolean adopted) {
        ObjectMeta meta = names.stable();
        pod.map(PodOptions::serviceAccountAnnotations)
                .filter(annotations -> !annotations.isEmpty())
                .ifPresent(annotations -> meta.setAnnotations(new TreeMap<>(annotations)));
        return new ServiceAccountBuilder()
                .withMetadata(meta)
                .withAutomountServiceAccountToken(adopted ? null : false)
                .build();
    }

    /**
     * Selects all revisions: a candidate takes its share of the traffic as its pods become ready. Pods that were taken over are
     * selected as before, and so is, until they are gone, what takes their place.
     */
    private HasMetadata service(Position at, List<Port> ports, Fleet fleet, Optional<Adopted> adopted) {
        ObjectMeta meta = names.stable();
        at.serving()
                .ifPresent(revision -> meta.setAnnotations(new TreeMap<>(
                        Map.of(Marks.SERVING, revision, Marks.BEAT, Long.toString(beat(at, revision, fleet))))));
        return Services.of(
                meta, adopted.<Map<String, String>>map(Adopted::traffic).orElseGet(names::selector), ports, adopted.isPresent());
    }

    /** The beat that moved the pointer here; later steps leave the stamp alone. */
    private long beat(Position at, String revision, Fleet fleet) {
        return Optional.ofNullable(fleet.children().get(new ObjectKey(ManagedKind.Service, names.service())))
                .filter(pointer -> pointer.serving().filter(revision::equals).isPresent() && pointer.beat() > 0)
                .map(Child::beat)
                .orElse(at.beat());
    }

    /** Ports by name, whatever number each revision gives them. A service that nobody calls lets nobody in; probes come from the node. */
    private NetworkPolicy networkPolicy(SortedSet<Provider.Id> callers, List<List<Port>> open, Fleet fleet) {
        List<String> ports = open.stream().flatMap(List::stream).map(Port::name).distinct().sorted().toList();
        List<NetworkPolicyPeer> peers = Stream.concat(
                        callers.stream().map(StableObjects::peer),
                        fleet.environment().value().map(ShopEnvironmentSpec::network).stream()
                                .flatMap(network -> network.alsoFrom().stream())
                                .filter(StableObjects::clear)
                                .map(StableObjects::peer))
                .toList();
        var policy = new NetworkPolicyBuilder()
                .withMetadata(names.stable())
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(names.selector())
                .endPodSelector()
                .withPolicyTypes("Ingress");
        if (!peers.isEmpty() && !ports.isEmpty()) {
            policy.addNewIngress()
                    .withFrom(peers)
                    .withPorts(ports.stream()
                            .map(port -> new NetworkPolicyPortBuilder()
                                    .withPort(new IntOrString(port))
                                    .withProtocol("TCP")
                                    .build())
                            .toList())
                    .endIngress();
        }
        return policy.endSpec().build();
    }

    private static NetworkPolicyPeer peer(Provider.Id caller) {
        return new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", caller.namespace())
                .endNamespaceSelector()
                .withNewPodSelector()
                .addToMatchLabels(Marks.SERVICE, caller.name())
                .endPodSelector()
                .build();
    }

    /** A peer that a looser schema let through half-written lets nobody in. */
    private static boolean clear(NetworkPeer peer) {
        return peer.namespaces() != null
                && peer.namespaces().matchExpressions().stream().allMatch(requirement -> requirement.operator() != null);
    }

    private static NetworkPolicyPeer peer(NetworkPeer peer) {
        return new NetworkPolicyPeerBuilder()
                .withNamespaceSelector(new LabelSelectorBuilder()
                        .withMatchLabels(peer.namespaces().matchLabels())
                        .withMatchExpressions(peer.namespaces().matchExpressions().stream()
                                .map(requirement -> new LabelSelectorRequirement(
                                        requirement.key(), requirement.operator().name(), requirement.values()))
                                .toList())
                        .build())
                .withNewPodSelector()
                .withMatchLabels(peer.pods())
                .endPodSelector()
                .build();
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
