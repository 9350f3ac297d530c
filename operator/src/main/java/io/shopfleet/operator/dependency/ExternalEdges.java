package io.shopfleet.operator.dependency;

import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.ExternalAddress;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Requirement;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.operator.fleet.Fleet;
import java.util.Optional;

/**
 * Edges to addresses outside the fleet, which only the environment knows. Here the address is part of the revision: where it
 * changes, exactly the services that use it get a new one.
 */
final class ExternalEdges implements DependencyKind.Edges {

    @Override
    public boolean has(Dependency edge) {
        return edge.external() != null;
    }

    @Override
    public Contribution contribute(Dependency edge, ShopService service, Fleet fleet) {
        String name = edge.external().name();
        String environment = "ShopEnvironment " + service.getSpec().environment();
        Optional<String> url = fleet.environment().value().flatMap(found -> url(found, name));
        Judgement judgement = url.isPresent()
                ? new Judgement(Verdict.Ok, Reason.DependenciesMet, environment + " lists it")
                : new Judgement(Verdict.Broken, Reason.ExternalMissing, fleet.environment().value().isPresent()
                        ? environment + " lists no external address " + name
                                + "; the platform adds it to spec.external there, or name another"
                        : environment + " cannot tell the address, since it is missing or cannot be read");
        return new Address("external", name, url)
                .contribution(edge.name(), judgement, edge.require() != Requirement.Optional);
    }

    private static Optional<String> url(ShopEnvironmentSpec environment, String name) {
        return environment.external().stream()
                .filter(address -> address.name().equals(name))
                .map(ExternalAddress::url)
                .findFirst();
    }
}
