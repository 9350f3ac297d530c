package io.shopfleet.operator.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.shopfleet.operator.manifest.Yaml;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Names of ports that were taken over")
class KeptPortsTest {
    private static final Service WANTED = service("{name: http, port: 8080}, {name: shopfleet-main-port, port: 80}");

    private static Service service(String ports) {
        return Yaml.resource("metadata: {name: orders}\nspec: {ports: [" + ports + "]}\n", Service.class);
    }

    private static List<String> kept(String before) {
        Service kept = KeptPorts.of(service(before)).in(WANTED);
        return kept.getSpec().getPorts().stream().map(port -> port.getName() + " " + port.getPort()).toList();
    }

    @Test
    void stayAndTheNewOnesComeBesideThem() {
        assertThat(kept("{name: web, port: 80}")).containsExactly("http 8080", "web 80");
    }

    @Test
    void areNotGivenToAnother() {
        assertThat(kept("{name: http, port: 80}")).containsExactly("port-8080 8080", "http 80");
        assertThat(kept("{name: http, port: 9090}")).containsExactly("port-8080 8080", "shopfleet-main-port 80");
    }

    @Test
    void aPortWithoutANameStaysTheOnlyOne() {
        assertThat(kept("{port: 80}")).containsExactly("null 80");
    }

    @Test
    void areWrittenDownOnTheService() {
        Service kept = KeptPorts.of(service("{name: web, port: 80}, {name: old, port: 9090}")).in(WANTED);
        assertThat(kept.getMetadata().getAnnotations()).containsEntry("shopfleet.io/port-names", "80=web,9090=old");
        assertThat(KeptPorts.of(service("{port: 80}")).in(WANTED).getMetadata().getAnnotations())
                .containsEntry("shopfleet.io/port-names", "80=");
    }
}
