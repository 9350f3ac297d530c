package io.shopfleet.operator.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.Port;
import io.shopfleet.api.v1alpha1.PortProtocol;
import io.shopfleet.operator.manifest.Yaml;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ports http 8080 and grpc 9000 beside those of a Service whose pods call 8080 web. */
class OldPortsTest {
    private static final List<Port> PORTS = List.of(new Port("http", 8080, PortProtocol.HTTP), new Port("grpc", 9000, PortProtocol.GRPC));

    private static final Deployment PODS = Yaml.resource(
            """
            metadata: {name: orders}
            spec: {template: {spec: {containers: [{name: app, ports: [{name: web, containerPort: 8080}]}]}}}
            """,
            Deployment.class);

    private static Optional<String> conflict(String port, Optional<Deployment> pods) {
        return conflict(port, pods, PORTS);
    }

    private static Optional<String> conflict(String port, Optional<Deployment> pods, List<Port> ports) {
        Service old = Yaml.resource("metadata: {name: orders}\nspec: {ports: [{" + port + "}]}\n", Service.class);
        return new OldPorts(old, pods, ports).conflict();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "port: 80, targetPort: 8080, name: http",
        "port: 80, targetPort: web, name: main",
        "port: 8080, name: web",
        "port: 9000, name: old",
        "port: 1234, targetPort: 9000, name: further",
        "port: 1234, targetPort: 8080, name: http"
    })
    void whatLeadsWhereTheSpecWouldLeadItGoesTogether(String port) {
        assertThat(conflict(port, Optional.of(PODS))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "port: 80, name: web, targetPort: 9000 | leads from port 80 to 9000, and spec.ports would lead it to 8080",
        "port: 80, name: web, targetPort: gone | leads from port 80 to the port called gone, and spec.ports would lead it to 8080",
        "port: 9000, name: old, targetPort: web | leads from port 9000 to the port called web (8080), and spec.ports would lead it to 9000",
        "port: 1234, targetPort: 8080 | has port 1234 without a name, beside which there can be no other; give it a name",
        "port: 80, targetPort: 8080 | has port 80 without a name, beside which there can be no other; give it a name",
        "port: 1234, name: further, targetPort: 7000 | leads from port 1234 to 7000, which spec.ports does not have",
        "port: 1234, name: further, targetPort: web | leads from port 1234 to the port called web (8080), which spec.ports does not have",
        "port: 8080, name: web, protocol: UDP | has port 8080 of protocol UDP, and services have TCP ports only"
    })
    void whatWouldLeadElsewhereDoesNot(String port, String message) {
        assertThat(conflict(port, Optional.of(PODS))).contains("Service orders " + message);
    }

    @Test
    void aNamelessPortIsEnoughWhereCallersNeedNoOther() {
        List<Port> one = PORTS.subList(0, 1);
        assertThat(conflict("port: 80, targetPort: 8080", Optional.of(PODS), one)).isEmpty();
        assertThat(conflict("port: 80, targetPort: 9000", Optional.of(PODS), one))
                .contains("Service orders leads from port 80 to 9000, and spec.ports would lead it to 8080");
        assertThat(conflict("port: 8080", Optional.of(PODS), one))
                .contains("Service orders has port 8080 without a name, beside which there can be no other; give it a name");
    }

    @Test
    void withoutPodsThatStayOnlyPortsThatStayMatter() {
        assertThat(conflict("port: 80, name: web, targetPort: 3000", Optional.empty())).isEmpty();
        assertThat(conflict("port: 1234, name: further, targetPort: http", Optional.empty())).isEmpty();
        assertThat(conflict("port: 1234, name: further, targetPort: 3000", Optional.empty())).isPresent();
    }
}
