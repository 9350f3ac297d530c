package io.shopfleet.operator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.Observer;
import io.shopfleet.operator.cluster.Pass;
import io.shopfleet.operator.fleet.Fleet.View;
import io.shopfleet.operator.memory.World.Id;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Objects carry the number of the step that they express. */
@DisplayName("The view of a service")
class ViewTest {
    private final Shop shop = new Shop(new Scenario("", Scenarios.yaml("1.0.0", 2), List.of(), List.of(), Set.of()));
    private final WorldCluster cluster = new WorldCluster(shop, () -> {});
    private ShopService first;

    /** Two steps: it sets out, it serves. */
    @BeforeEach
    void untilItServes() {
        var pass = new Pass(shop.clock());
        while (pass.run(shop.service(), cluster).isPresent()) {
            shop.settle();
            first = shop.steps.size() == 1 ? shop.service() : first;
        }
    }

    private View view(ShopService service) {
        return new Observer(shop.clock()).observe(service, cluster).view();
    }

    @Test
    void isCurrentWhenNoObjectIsAheadOfItsStatus() {
        assertThat(view(shop.service())).isEqualTo(View.Current);
    }

    @Test
    void isStaleWhenAnObjectIsAheadAndTheServerHasTheStatus() {
        assertThat(view(first)).isEqualTo(View.Stale);
    }

    @Test
    void isStaleWhileAWatchIsDownWhateverItsObjectsSay() {
        var blind = new WorldCluster(shop, () -> {}) {
            @Override
            public boolean watching() {
                return false;
            }
        };
        assertThat(new Observer(shop.clock()).observe(shop.service(), blind).view()).isEqualTo(View.Stale);
    }

    @Test
    void isLostWhenAnObjectIsAheadAndTheServerHasNoSuchStatusEither() {
        shop.world.edit(Shop.SERVICE, service -> service.remove("status"));
        assertThat(view(shop.service())).isEqualTo(View.Lost);
    }

    /** They are still there for a moment when a service was deleted and came again. */
    @Test
    void isCurrentWhateverObjectsOfAFormerServiceOfTheNameSay() {
        shop.world.edit(new Id("Service", "orders"), service -> {
            ((ObjectNode) service.at("/metadata/ownerReferences/0")).put("uid", "former");
            service.withObject("/metadata/annotations").put("shopfleet.io/beat", "99");
        });
        assertThat(view(shop.service())).isEqualTo(View.Current);
    }
}
