package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Requirement;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Provider;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Services that wait for each other start all the same; this says that, and in which cycle they stand. */
final class CircularEdges implements Check {
    /** The message has to fit into the status. */
    private static final int NAMED = 10;

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        String namespace = service.getMetadata().getNamespace();
        return service.getSpec().dependencies().stream()
                .filter(edge -> edge.service() != null && edge.require() != Requirement.Optional)
                .flatMap(edge -> fleet.provider(Provider.Id.of(edge.service(), namespace))
                        .filter(provider -> !provider.cycle().isEmpty())
                        .map(provider -> problem(edge, provider.cycle()))
                        .stream());
    }

    private static Problem problem(Dependency edge, List<Provider.Id> cycle) {
        return new Problem(
                "spec.dependencies[" + edge.name() + "]",
                Severity.Warning,
                Reason.DependencyCycle,
                "services require each other: " + words(cycle) + "; this edge counts as Optional",
                "set require to Optional where the service can do without, or remove an edge");
    }

    /** Within one namespace plain names will do; every member says the same. */
    private static String words(List<Provider.Id> cycle) {
        String first = cycle.getFirst().namespace();
        String here = cycle.stream().allMatch(member -> member.namespace().equals(first)) ? first : "";
        String names = cycle.stream().limit(NAMED).map(member -> member.from(here)).collect(Collectors.joining(" → "));
        return names + (cycle.size() > NAMED ? " → …" : "") + " → " + cycle.getFirst().from(here);
    }
}
