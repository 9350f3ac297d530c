package io.shopfleet.operator.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.shopfleet.api.v1alpha1.ShopService;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Caches of several namespaces")
class ReducedStoresTest {
    private static final InformerEventSourceConfiguration<Secret> WATCH = ReducedStores.of(
            InformerEventSourceConfiguration.from(Secret.class, ShopService.class)
                    .withName("bindings")
                    .withNamespaces(Set.of("shop", "web"))
                    .withLabelSelector("shopfleet.io/bindable=true")
                    .withSecondaryToPrimaryMapper(secret -> Set.of())
                    .build(),
            Reduced::keys);

    @Test
    void shareNothingSoThatNoneThrowsOutWhatAnotherHolds() {
        ItemStore<Secret> shop = WATCH.getInformerConfig().getItemStore();
        ItemStore<Secret> web = WATCH.getInformerConfig().getItemStore();
        shop.put("shop/card", new SecretBuilder().withNewMetadata().withName("card").endMetadata().build());
        assertThat(web.keySet()).isEmpty();
        assertThat(shop.keySet()).containsExactly("shop/card");
    }

    @Test
    void holdReducedObjects() {
        ItemStore<Secret> store = WATCH.getInformerConfig().getItemStore();
        store.put("shop/card", new SecretBuilder().withNewMetadata().withName("card").withNamespace("shop").endMetadata()
                .withData(Map.of("token", "c2VjcmV0")).build());
        assertThat(store.get("shop/card").getData().get("token")).doesNotContain("c2VjcmV0").matches("[0-9a-f]{32}/6");
    }

    @Test
    void areMadeForWhatWasAskedFor() {
        assertThat(WATCH.getInformerConfig().getNamespaces()).containsExactlyInAnyOrder("shop", "web");
        assertThat(WATCH.getInformerConfig().getLabelSelector()).isEqualTo("shopfleet.io/bindable=true");
        assertThat(WATCH.name()).isEqualTo("bindings");
    }
}
