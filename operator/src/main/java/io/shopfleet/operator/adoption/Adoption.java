package io.shopfleet.operator.adoption;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.rollout.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What runs under the name of a service becomes its first revision, where the service asks for that and the two go together. */
public final class Adoption {
    private Adoption() {}

    /** Why nothing may be touched. Once something serves, what was there before is the service's own or of no interest. */
    public static Stream<Problem> conflicts(ShopService service, Position at, Fleet fleet) {
        if (!Marks.adopts(service) || at.serving().isPresent()) {
            return Stream.empty();
        }
        List<Problem> owned = fleet.foreign().values().stream()
                .filter(object -> Child.controller(object).isPresent())
                .map(object -> NotOwned.problem(object, false))
                .toList();
        if (!owned.isEmpty()) {
            return owned.stream();
        }
        Optional<Deployment> pods = Legacy.of(service, fleet).map(Legacy::deployment);
        return Legacy.found(fleet, Service.class).stream().flatMap(old -> Stream.of(
                        unselected(old, pods),
                        unlabelled(service, old, pods),
                        new OldPorts(old, pods, service.getSpec().ports()).conflict().map(conflict -> problem(
                                "spec.ports",
                                conflict,
                                "make spec.ports and the ports of the Service go together; until then nothing is touched")))
                .flatMap(Optional::stream)
                .limit(1));
    }

    /** What becomes the first revision; empty where there is nothing, or where something serves already. */
    public static Optional<RevisionRecord> first(
            ShopService service, Position at, RevisionRecord rendered, List<Contribution> edges, Fleet fleet) {
        return Legacy.of(service, fleet)
                .filter(legacy -> legacy.comesBefore(at, fleet))
                .map(legacy -> legacy.record(
                        rendered, Resemblance.of(legacy, rendered, service.getSpec(), edges).holds(), fleet));
    }

    /** A Service that leads somewhere else would go on doing so, while the service is told to serve. */
    private static Optional<Problem> unselected(Service old, Optional<Deployment> pods) {
        Map<String, String> selector = Optional.ofNullable(old.getSpec().getSelector()).orElse(Map.of());
        if (selector.isEmpty()) {
            return Optional.of(problem(
                    "metadata.name", "Service " + old.getMetadata().getName() + " has no selector, so it leads to no pods",
                    "give it a selector, or rename the service"));
        }
        return pods.map(deployment -> deployment.getSpec().getTemplate().getMetadata().getLabels())
                .filter(labels -> !labels.entrySet().containsAll(selector.entrySet()))
                .map(labels -> problem(
                        "metadata.name",
                        "Service " + old.getMetadata().getName() + " does not lead to the pods of the Deployment of that name",
                        "change the selector of the Service, or rename the service"));
    }

    /** Better no beginning than one from which no later revision could go on. */
    private static Optional<Problem> unlabelled(ShopService service, Service old, Optional<Deployment> pods) {
        return pods.flatMap(deployment -> Handover.impossible(service.getMetadata().getName(), old.getSpec().getSelector()))
                .map(label -> problem(
                        "metadata.name",
                        "Service " + old.getMetadata().getName() + " selects pods by the label " + label
                                + ", which the operator gives another value",
                        "take the label out of the selector of the Service, or rename the service"));
    }

    private static Problem problem(String path, String message, String hint) {
        return new Problem(path, Severity.Error, Reason.NotAdoptable, message, hint);
    }
}
