package io.shopfleet.operator.dependency;

import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Requirement;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Provider;
import java.util.Optional;

/**
 * Edges to other services of the fleet. The address follows from names alone, because every service answers on port 80
 * of its stable Service: so a provider that comes, goes or changes its ports restarts none of its callers.
 */
final class ServiceEdges implements DependencyKind.Edges {

    @Override
    public boolean has(Dependency edge) {
        return edge.service() != null;
    }

    @Override
    public Contribution contribute(Dependency edge, ShopService service, Fleet fleet) {
        Provider.Id self = Provider.Id.of(service);
        Provider.Id id = Provider.Id.of(edge.service(), self.namespace());
        Optional<Provider> provider = fleet.provider(id);
        Judgement judgement = provider.map(found -> judge(edge, "ShopService " + id.from(self.namespace()), found))
                .orElseGet(() -> unknown(id, self));
        // Of services that wait for each other none would ever start: there an edge counts as Optional.
        boolean circular = provider.filter(found -> !found.cycle().isEmpty()).isPresent();
        String url = "http://" + id.name() + "." + id.namespace() + ".svc";
        return new Address("service", id.from(self.namespace()), Optional.of(url))
                .contribution(edge.name(), judgement, edge.require() != Requirement.Optional && !circular);
    }

    /** Of another namespace nobody learns what exists there: missing and not granted are one case. */
    private static Judgement unknown(Provider.Id id, Provider.Id self) {
        return id.namespace().equals(self.namespace())
                ? new Judgement(
                        Verdict.Broken,
                        Reason.DependencyMissing,
                        "there is no ShopService " + id.name() + "; apply it")
                : new Judgement(
                        Verdict.Broken,
                        Reason.DependencyNotGranted,
                        "there is no ShopService " + id + " that admits this service; it needs spec.grants: [{namespace: "
                                + self.namespace() + ", service: " + self.name() + "}], which its owner writes");
    }

    private static Judgement judge(Dependency edge, String who, Provider provider) {
        Optional<MinimumVersion> minimum = Optional.ofNullable(edge.service().minVersion()).map(MinimumVersion::new);
        boolean exists = edge.require() == Requirement.Exists;
        if (!provider.serves() && !(exists && minimum.isEmpty())) {
            return notReady(who + " has not served yet; its status says why");
        }
        if (minimum.filter(wanted -> !wanted.metBy(provider.version())).isPresent()) {
            return new Judgement(
                    Verdict.Waiting,
                    Reason.DependencyVersionNotMet,
                    who + " " + minimum.get().refusal(provider.version()));
        }
        if (!provider.available() && !exists) {
            return notReady(who + " has no available pods; its status says why");
        }
        return new Judgement(
                Verdict.Ok,
                Reason.DependenciesMet,
                who + " is there" + minimum.map(wanted -> " in version " + wanted.words()).orElse(""));
    }

    private static Judgement notReady(String message) {
        return new Judgement(Verdict.Waiting, Reason.DependencyNotReady, message);
    }
}
