package io.shopfleet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A change of a service that calls for a pass")
class WorthALookTest {

    private static ShopService service() {
        var service = new ShopService();
        service.getMetadata().setName("orders");
        service.getMetadata().setGeneration(1L);
        service.getMetadata().setResourceVersion("1");
        return service;
    }

    private static boolean calls(Consumer<ShopService> change) {
        ShopService now = service();
        now.getMetadata().setResourceVersion("2");
        change.accept(now);
        return new WorthALook().accept(now, service());
    }

    @Test
    void isOneOfTheSpecOrTheAnnotations() {
        assertThat(calls(service -> service.getMetadata().setGeneration(2L))).isTrue();
        assertThat(calls(service -> service.getMetadata().setAnnotations(Map.of("shopfleet.io/command", "retry id=1")))).isTrue();
    }

    @Test
    void isNotOneOfTheStatusThatTheOperatorWritesItself() {
        assertThat(calls(service -> service.setStatus(new ShopServiceStatus(
                        1L, Phase.Running, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                        null, null, null, null))))
                .isFalse();
    }
}
