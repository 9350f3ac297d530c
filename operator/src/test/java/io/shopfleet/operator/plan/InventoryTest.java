package io.shopfleet.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.manifest.Yaml;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.Preparation;
import io.shopfleet.operator.source.Epoch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An epoch that exists")
class InventoryTest {
    private static final String A = "aaaaaaaaaa";
    private static final RevisionRecord RECORD = new RevisionRecord(A, 1, "1", "0", 1, "1", "a:1", "{}", "{}", "[]", "{}", true);
    private static final Aim THIRD =
            new Aim(Optional.empty(), Optional.of(new Wanted(RECORD, Optional.of(epoch(3)))), Optional.empty(), false);

    private static Epoch epoch(long number) {
        return new Epoch(number, "", new TreeSet<>());
    }

    /** What may go of five epochs, of which a Deployment that is not live any more reads the second. */
    private static List<String> leftover(List<String> live, Aim aim) {
        ShopService service = Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders, namespace: shop, uid: mine}
                """,
                ShopService.class);
        var seen = new Sighting().deployment(A + "-2", 1, 1);
        for (long number = 1; number <= 5; number++) {
            seen.epoch(epoch(number)).child(new Child(
                    new ObjectKey(ManagedKind.Secret, Epoch.name("orders", number)), "uid", "1", Optional.of("mine"), Map.of(),
                    Optional.empty(), "", Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty(), false, false, false, false));
        }
        return new Inventory(service, seen.fleet(), Position.NONE, Preparation.DONE).leftover(live, List.of(), List.of(), aim).stream()
                .map(child -> child.key().name())
                .toList();
    }

    @Test
    void staysWhereItIsLiveOrReadOrWantedOrTheNewest() {
        assertThat(leftover(List.of(A + "-1"), THIRD)).containsExactly("orders-epoch-4");
    }

    @Test
    void goesWhenTheServiceReadsNoCredentialsAnyMoreButForThoseOfADeployment() {
        assertThat(leftover(List.of(), Aim.NONE))
                .containsExactly("orders-epoch-1", "orders-epoch-3", "orders-epoch-4", "orders-epoch-5");
    }
}
