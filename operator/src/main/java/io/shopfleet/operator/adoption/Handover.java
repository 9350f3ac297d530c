package io.shopfleet.operator.adoption;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.shopfleet.api.v1alpha1.Port;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.fleet.RevisionRecord.Adopted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Between pods that were taken over and pods of the service's own one Service has to lead to both: by the labels that the
 * former have always had, and to the same port numbers.
 *
 * @param from the revision that has the traffic
 * @param to the one that is to take its place
 */
record Handover(RevisionRecord from, RevisionRecord to) {

    /** A label that no later pod could have with this value. */
    static Optional<String> impossible(String service, Map<String, String> selector) {
        Map<String, String> given = Map.of(Marks.MANAGED_BY, Marks.MANAGER, Marks.NAME, service, Marks.SERVICE, service);
        return selector.entrySet().stream()
                .filter(label -> Marks.ownsLabel(label.getKey()) && !label.getValue().equals(given.get(label.getKey())))
                .map(Object::toString)
                .findFirst();
    }

    /** Labels that one lacks by which the Service finds the other, as people would write them down. */
    String labels() {
        RevisionRecord own = from.adopted().isPresent() ? to : from;
        Map<String, String> has = CanonicalJson.read(own.template(), PodTemplateSpec.class).getMetadata().getLabels();
        return from.adopted().or(to::adopted).map(Adopted::traffic).stream()
                .flatMap(traffic -> traffic.entrySet().stream())
                .filter(label -> !label.getValue().equals(has.get(label.getKey())))
                .map(label -> label.getKey() + ": " + label.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Ports that would lead nowhere in the new pods. */
    String ports() {
        List<Integer> open = to.openPorts().stream().map(Port::port).toList();
        return from.openPorts().stream()
                .filter(port -> !open.contains(port.port()))
                .map(port -> port.name() + " (" + port.port() + ")")
                .collect(Collectors.joining(", "));
    }

    boolean concerns() {
        return from.adopted().isPresent() != to.adopted().isPresent();
    }
}
