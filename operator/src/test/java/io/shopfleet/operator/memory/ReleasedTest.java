package io.shopfleet.operator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.Pass;
import io.shopfleet.operator.memory.World.Id;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The service asks for them all the time; what the server knows of it decides. */
@DisplayName("Objects that have lost their owner")
class ReleasedTest {
    private final Shop shop = new Shop(new Scenario("", Scenarios.yaml("1.0.0", 2), List.of(), List.of(), Set.of()));
    private final Pass pass = new Pass(shop.clock());

    @BeforeEach
    void untilItServesAndIsReleased() {
        shop.world.edit(Shop.SERVICE, service ->
                service.withObject("/metadata").withObject("annotations").put("shopfleet.io/adopt", "true"));
        var cluster = new WorldCluster(shop, () -> {});
        while (pass.run(shop.service(), cluster).isPresent()) {
            shop.settle();
        }
        objects().forEach(id -> shop.world.edit(id, object -> object.withObject("/metadata").remove("ownerReferences")));
    }

    private List<Id> objects() {
        return shop.world.ids().stream().filter(id -> !id.equals(Shop.SERVICE)).toList();
    }

    private List<Id> owned() {
        return objects().stream().filter(id -> shop.world.tree(id).at("/metadata/ownerReferences").size() == 1).toList();
    }

    /** A pass that sees the service as it was, with a server that knows better. */
    private void pass(Consumer<ShopService> onTheServer) {
        pass.run(shop.service(), new WorldCluster(shop, () -> {}) {
            @Override
            public Optional<ShopService> live(ShopService service) {
                ShopService live = Serialization.clone(shop.service());
                onTheServer.accept(live);
                return Optional.of(live);
            }
        });
    }

    @Test
    void areTakenBackByAServiceThatStays() {
        pass(live -> {});
        assertThat(owned()).isEqualTo(objects()).hasSizeGreaterThan(5);
        assertThat(shop.events).filteredOn(event -> event.startsWith("Adopted: ")).hasSize(owned().size());
    }

    @Test
    void areLeftToThemselvesByAServiceThatIsBeingDeleted() {
        long version = shop.world.version();
        pass(live -> live.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z"));
        assertThat(shop.world.version()).isEqualTo(version);
    }

    @Test
    void areLeftToThemselvesByAServiceThatAnotherOneOfTheNameHasFollowed() {
        long version = shop.world.version();
        pass(live -> live.getMetadata().setUid("another"));
        assertThat(shop.world.version()).isEqualTo(version);
    }

    @Test
    void areNotTakenBackWithoutARequest() {
        shop.world.edit(Shop.SERVICE, service -> service.withObject("/metadata").remove("annotations"));
        pass(live -> {});
        assertThat(owned()).isEmpty();
    }
}
