package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.tenancy.Admittance;
import java.util.stream.Stream;

/** The environment admits the service's namespace by its labels, as Kubernetes label selectors do. */
final class NamespaceAllowed implements Check {

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        return fleet.environment().value().stream()
                .filter(environment -> !Admittance.of(environment.allowedNamespaces(), fleet.namespaceLabels()))
                .map(environment -> new Problem(
                        "metadata.namespace",
                        Severity.Error,
                        Reason.NamespaceNotAllowed,
                        "ShopEnvironment " + service.getSpec().environment() + " does not admit namespace "
                                + service.getMetadata().getNamespace(),
                        "give the namespace the labels that spec.allowedNamespaces of the environment asks for"));
    }
}
