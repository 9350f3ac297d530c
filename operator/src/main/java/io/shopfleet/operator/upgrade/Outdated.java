package io.shopfleet.operator.upgrade;

import io.fabric8.kubernetes.api.model.Condition;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Provider.Id;
import io.shopfleet.operator.graph.Node;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service whose serving revision has the template of another operator version.
 *
 * @param settled it is in order and nothing of it moves
 * @param trouble why it will not go on without a person
 * @param providers services to which its edges lead
 */
public record Outdated(Id id, boolean settled, Optional<String> trouble, Set<Id> providers) {

    public static Outdated of(ShopService service) {
        return new Outdated(
                Id.of(service),
                service.getStatus().phase() == Phase.Running && says(service, "Ready").isPresent(),
                says(service, "Stalled").map(Condition::getMessage),
                Node.providers(service).collect(Collectors.toSet()));
    }

    /** The condition, where it is true. */
    private static Optional<Condition> says(ShopService service, String type) {
        return service.getStatus().conditions().stream()
                .filter(condition -> condition.getType().equals(type) && condition.getStatus().equals("True"))
                .findFirst();
    }

    boolean waitsFor(Stream<Id> others) {
        return others.anyMatch(other -> !other.equals(id) && providers.contains(other));
    }
}
