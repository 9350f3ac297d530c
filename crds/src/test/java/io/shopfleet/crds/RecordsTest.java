package io.shopfleet.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.EnvVar;
import io.shopfleet.api.v1alpha1.NamespaceSelector;
import io.shopfleet.api.v1alpha1.PortProtocol;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import org.junit.jupiter.api.Test;

class RecordsTest {

    @Test
    void absentListsAndMapsReadAsEmpty() {
        ShopService service = read("spec: {image: shop/orders:1, pod: {}}", ShopService.class);
        assertThat(service.getSpec().ports()).isEmpty();
        assertThat(service.getSpec().config()).isEmpty();
        assertThat(service.getSpec().pod().labels()).isEmpty();
        assertThat(service.getStatus()).isNull();
    }

    @Test
    void whatWasAbsentStaysAbsentWhenWritten() {
        ShopService service = read("spec: {image: shop/orders:1, env: [{name: EMPTY, value: ''}]}", ShopService.class);
        assertThat(Serialization.asYaml(service.getSpec())).isEqualTo("""
                ---
                image: "shop/orders:1"
                env:
                - name: "EMPTY"
                  value: ""
                """);
        assertThat(service.getSpec().env()).containsExactly(new EnvVar("EMPTY", "", null, null));
    }

    @Test
    void anEmptySelectorIsNotAMissingOne() {
        ShopEnvironment environment = read("spec: {allowedNamespaces: {selector: {}}}", ShopEnvironment.class);
        assertThat(environment.getSpec().allowedNamespaces().selector()).isEqualTo(new NamespaceSelector(null, null));
        assertThat(Serialization.asYaml(environment.getSpec())).isEqualTo("""
                ---
                allowedNamespaces:
                  selector: {}
                """);
    }

    @Test
    void aQuantityMayBeWrittenAsANumber() {
        ShopService service = read("spec: {image: shop/orders:1, resources: {limits: {cpu: 2}}}", ShopService.class);
        assertThat(service.getSpec().resources().limits().cpu()).isEqualTo(new Quantity("2"));
    }

    @Test
    void anUnknownWordReadsAsNullWithALenientReader() throws Exception {
        ObjectMapper lenient = Serialization.jsonMapper().copy().enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);
        ShopService service = lenient.readValue("""
                {"spec": {"ports": [{"name": "a", "port": 1, "protocol": "SCTP"}, {"name": "b", "port": 2, "protocol": "GRPC"}]}}
                """, ShopService.class);
        assertThat(service.getSpec().ports()).extracting(port -> port.protocol()).containsExactly(null, PortProtocol.GRPC);
    }

    private static <T> T read(String yaml, Class<T> type) {
        return Serialization.unmarshal(yaml, type);
    }
}
