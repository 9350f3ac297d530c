package io.shopfleet.operator.render;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.shopfleet.api.v1alpha1.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Addresses. Every port answers at its own number, and the first one also on port 80, so that callers need to know
 * nothing but the name. Targets are port names: two revisions may listen on different numbers at the same time.
 */
public final class Services {
    public static final int MAIN_PORT = 80;

    /** Longer than a port of a container may be called, so no service has one of this name. */
    private static final String MAIN_NAME = "shopfleet-main-port";

    private Services() {}

    static Service of(ObjectMeta meta, Map<String, String> selector, List<Port> ports) {
        return of(meta, selector, ports, false);
    }

    /** @param numbered targets are numbers, for pods that do not name their ports */
    static Service of(ObjectMeta meta, Map<String, String> selector, List<Port> ports, boolean numbered) {
        return new ServiceBuilder()
                .withMetadata(meta)
                .withNewSpec()
                .withSelector(selector)
                .withPorts(published(ports, numbered))
                .endSpec()
                .build();
    }

    /** What a service publishes that has these ports. */
    public static List<ServicePort> published(List<Port> ports, boolean numbered) {
        var published = new ArrayList<ServicePort>();
        ports.forEach(port -> published.add(port(port.name(), port.port(), port, numbered)));
        if (ports.stream().noneMatch(port -> port.port() == MAIN_PORT)) {
            published.add(port(MAIN_NAME, MAIN_PORT, ports.getFirst(), numbered));
        }
        return published;
    }

    private static ServicePort port(String name, int number, Port target, boolean numbered) {
        return new ServicePortBuilder()
                .withName(name)
                .withPort(number)
                .withProtocol("TCP")
                .withAppProtocol(PodTemplate.appProtocol(target.protocol()))
                .withTargetPort(numbered ? new IntOrString(target.port()) : new IntOrString(target.name()))
                .build();
    }
}
