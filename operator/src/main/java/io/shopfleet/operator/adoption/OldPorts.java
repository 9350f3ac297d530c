package io.shopfleet.operator.adoption;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.Port;
import io.shopfleet.operator.render.Services;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ports of a Service that is to be taken over, beside those that the spec gives it. The two must go together before anything
 * is touched, since callers use them all the time.
 */
record OldPorts(Service old, Optional<Deployment> pods, List<Port> ports) {

    /** What stands in the way; empty where old and new go together. */
    Optional<String> conflict() {
        return old.getSpec().getPorts().stream().flatMap(port -> conflict(port).stream()).findFirst()
                .map(conflict -> "Service " + old.getMetadata().getName() + " " + conflict);
    }

    private Optional<String> conflict(ServicePort port) {
        if (port.getName() == null && (port.getPort() != Services.MAIN_PORT || ports.size() > 1)) {
            return Optional.of("has port " + port.getPort() + " without a name, beside which there can be no other; give it a name");
        }
        if (!Optional.ofNullable(port.getProtocol()).orElse("TCP").equals("TCP")) {
            return Optional.of("has port " + port.getPort() + " of protocol " + port.getProtocol() + ", and services have TCP ports only");
        }
        return published().filter(own -> own.getPort().equals(port.getPort())).findFirst()
                .map(own -> moved(port, own))
                .orElseGet(() -> left(port));
    }

    private Stream<ServicePort> published() {
        return ports.isEmpty() ? Stream.empty() : Services.published(ports, true).stream();
    }

    /** Pods that are taken over keep listening where they do. */
    private Optional<String> moved(ServicePort port, ServicePort own) {
        if (pods.isEmpty()) {
            return Optional.empty();
        }
        int target = own.getTargetPort().getIntVal();
        Optional<Integer> now = target(port);
        return now.filter(number -> number == target).isPresent()
                ? Optional.empty()
                : Optional.of("leads from port " + port.getPort() + " to " + words(port, now)
                        + ", and spec.ports would lead it to " + target);
    }

    /** One that the spec does not know stays as it is, so it must lead somewhere in later pods too. */
    private Optional<String> left(ServicePort port) {
        Optional<Integer> now = target(port);
        boolean known = ports.stream()
                .filter(own -> now.filter(own.port()::equals).isPresent())
                .anyMatch(own -> named(port).map(own.name()::equals).orElse(true));
        return known
                ? Optional.empty()
                : Optional.of("leads from port " + port.getPort() + " to " + words(port, now) + ", which spec.ports does not have");
    }

    private static Optional<String> named(ServicePort port) {
        return Optional.ofNullable(port.getTargetPort()).map(IntOrString::getStrVal);
    }

    private static String words(ServicePort port, Optional<Integer> number) {
        return named(port).map(name -> "the port called " + name + number.map(known -> " (" + known + ")").orElse(""))
                .orElseGet(() -> number.map(Objects::toString).orElse("no port"));
    }

    private Optional<Integer> target(ServicePort port) {
        return named(port).map(this::number).orElseGet(() -> Optional.ofNullable(port.getTargetPort())
                .map(IntOrString::getIntVal)
                .filter(number -> number > 0)
                .or(() -> Optional.of(port.getPort())));
    }

    private Optional<Integer> number(String name) {
        return pods.isPresent()
                ? pods.get().getSpec().getTemplate().getSpec().getContainers().stream()
                        .flatMap(container -> container.getPorts().stream())
                        .filter(port -> name.equals(port.getName()))
                        .map(ContainerPort::getContainerPort)
                        .findFirst()
                : ports.stream().filter(port -> port.name().equals(name)).map(Port::port).findFirst();
    }
}
