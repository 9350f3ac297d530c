package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Provider;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Each edge leads to one thing, and not to the service itself. The schema cannot tell a namespace that is spelled out from
 * another one, and a kind of edge that a newer schema knows looks here like none at all.
 */
final class EdgeTargets implements Check {

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        Provider.Id self = Provider.Id.of(service);
        return service.getSpec().dependencies().stream().flatMap(edge -> problem(edge, self));
    }

    private static Stream<Problem> problem(Dependency edge, Provider.Id self) {
        String path = "spec.dependencies[" + edge.name() + "]";
        long targets = Stream.of(edge.service(), edge.topic(), edge.database(), edge.cache(), edge.external()).filter(Objects::nonNull).count();
        if (targets != 1) {
            return problem(
                    path,
                    path + (targets == 0
                            ? " leads to nothing that this version of the operator knows"
                            : " leads to two things"),
                    "give exactly one of service, topic, database, cache and external, or upgrade the operator");
        }
        return edge.service() != null && Provider.Id.of(edge.service(), self.namespace()).equals(self)
                ? problem(path + ".service", "a service cannot depend on itself", "name another service, or remove the entry")
                : Stream.empty();
    }

    private static Stream<Problem> problem(String path, String message, String hint) {
        return Stream.of(new Problem(path, Severity.Error, Reason.InvalidValue, message, hint));
    }
}
