package io.shopfleet.operator.adoption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.ObjectKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names that ports of a Service had when it was taken over, by number; no name is the empty one. They are kept for good: nodes
 * find the pods of a port by its name, learn of new names a moment before they learn of the pods, and refuse calls in between.
 */
public record KeptPorts(SortedMap<Integer, String> names) {
    private static final Pattern PORT = Pattern.compile("([0-9]{1,5})=([a-z0-9-]{0,63})");

    static KeptPorts of(Service before) {
        var names = new TreeMap<Integer, String>();
        before.getSpec().getPorts().forEach(port -> names.put(port.getPort(), Objects.toString(port.getName(), "")));
        return new KeptPorts(names);
    }

    /** The same object; a Service with the names kept of what is there already. */
    public static HasMetadata in(HasMetadata wanted, Fleet fleet) {
        if (!(wanted instanceof Service service)) {
            return wanted;
        }
        ObjectKey key = ObjectKey.of(service);
        return Optional.ofNullable(fleet.children().get(key)).flatMap(Child::portNames).map(KeptPorts::read)
                .or(() -> Optional.ofNullable(fleet.foreign().get(key)).map(before -> of((Service) before)))
                .map(kept -> kept.in(service))
                .orElse(service);
    }

    /** What somebody scribbled over it is left out. */
    private static KeptPorts read(String annotation) {
        var names = new TreeMap<Integer, String>();
        PORT.matcher(annotation).results().forEach(port -> names.put(Integer.valueOf(port.group(1)), port.group(2)));
        return new KeptPorts(names);
    }

    private String text() {
        return names.entrySet().stream().map(port -> port.getKey() + "=" + port.getValue()).collect(Collectors.joining(","));
    }

    /** The same Service with the names kept. A port without a name is the only one: the API allows no other beside it. */
    Service in(Service wanted) {
        if (names.isEmpty()) {
            return wanted;
        }
        List<ServicePort> ports = wanted.getSpec().getPorts();
        List<ServicePort> nameless = ports.stream().filter(port -> "".equals(names.get(port.getPort()))).limit(1).toList();
        return new ServiceBuilder(wanted)
                .editMetadata()
                .addToAnnotations(Marks.PORT_NAMES, text())
                .endMetadata()
                .editSpec()
                .withPorts((nameless.isEmpty() ? ports : nameless).stream().map(this::named).toList())
                .endSpec()
                .build();
    }

    /** A new port whose name is kept by another one is called by its number. */
    private ServicePort named(ServicePort port) {
        String kept = names.get(port.getPort());
        String fresh = names.containsValue(port.getName()) ? "port-" + port.getPort() : port.getName();
        return new ServicePortBuilder(port).withName(kept == null ? fresh : kept.isEmpty() ? null : kept).build();
    }
}
