package io.shopfleet.operator.graph;

import io.fabric8.kubernetes.api.model.Condition;
import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.Grant;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Requirement;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.Provider.Id;
import io.shopfleet.operator.fleet.Resolved;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A service as others meet it.
 *
 * @param grants who of other namespaces may depend on it
 * @param waitsFor services of which it needs more than that they exist, in order
 */
public record Node(boolean serves, boolean available, String version, List<Grant> grants, List<Id> waitsFor) {

    /** One that is scaled to zero is in order, but does not answer. */
    public static Node of(ShopService service) {
        Optional<ShopServiceSpec> spec = Optional.ofNullable(service.getSpec());
        Optional<ShopServiceStatus> status = Optional.ofNullable(service.getStatus());
        boolean wanted = spec.map(ShopServiceSpec::autoscaling).isPresent()
                || spec.map(ShopServiceSpec::replicas).filter(replicas -> replicas == 0).isEmpty();
        return new Node(
                status.map(ShopServiceStatus::serving).isPresent(),
                wanted && status.stream().flatMap(known -> known.conditions().stream()).anyMatch(Node::saysAvailable),
                status.map(ShopServiceStatus::serving).map(serving -> serving.version()).orElse(""),
                spec.map(ShopServiceSpec::grants).orElse(List.of()),
                waitsFor(service));
    }

    private static boolean saysAvailable(Condition condition) {
        return "Available".equals(condition.getType())
                && "True".equals(condition.getStatus())
                && !Reason.ScaledToZero.name().equals(condition.getReason());
    }

    /** Its edges to other services. */
    public static Stream<Dependency> edges(ShopService service) {
        return Stream.ofNullable(service.getSpec())
                .flatMap(spec -> spec.dependencies().stream())
                .filter(edge -> edge.service() != null);
    }

    private static List<Id> waitsFor(ShopService service) {
        return providers(service, Node::waits).sorted().toList();
    }

    /** A provider that only has to exist keeps nobody waiting once it is applied. */
    private static boolean waits(Dependency edge) {
        return edge.require() == Requirement.Ready
                || edge.require() == Requirement.Exists && edge.service().minVersion() != null;
    }

    /** Services to which its edges lead, itself left out. */
    public static Stream<Id> providers(ShopService service) {
        return providers(service, edge -> true);
    }

    private static Stream<Id> providers(ShopService service, Predicate<Dependency> which) {
        Id self = Id.of(service);
        return edges(service)
                .filter(which)
                .map(edge -> Id.of(edge.service(), self.namespace()))
                .filter(provider -> !provider.equals(self))
                .distinct();
    }

    boolean admits(Id self, Id caller) {
        return self.namespace().equals(caller.namespace())
                || grants.stream().anyMatch(grant -> caller.namespace().equals(grant.namespace())
                        && (grant.service() == null || grant.service().equals(caller.name())));
    }

    /** A service that does not admit the caller is to it as one that does not exist. */
    Resolved<Provider> seenBy(Id caller, Id self, boolean versionMatters) {
        return admits(self, caller)
                ? new Resolved.Found<>(new Provider(serves, available, versionMatters ? version : "", List.of()))
                : new Resolved.Missing<>();
    }
}
