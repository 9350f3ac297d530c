package io.shopfleet.operator.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.Pass;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.memory.World.Id;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A write that does not succeed")
class RefusedWriteTest {
    private final Shop shop = new Shop(new Scenario("", Scenarios.yaml("1.0.0", 2), List.of(), List.of(), Set.of()));
    private final Pass pass = new Pass(shop.clock());
    /** How the server answers writes of Services; it takes them while there is none. */
    private int answer;
    /** How it answers writes of the status. */
    private int statusAnswer;

    private final WorldCluster cluster = new WorldCluster(shop, () -> {}) {
        @Override
        public HasMetadata apply(HasMetadata object, FieldManager manager) {
            if (answer > 0 && object.getKind().equals("Service")) {
                throw new KubernetesClientException("Service is not welcome", answer, null);
            }
            return super.apply(object, manager);
        }

        @Override
        public void recordStatus(ShopService service) {
            if (statusAnswer > 0) {
                throw new KubernetesClientException("the status is not welcome", statusAnswer, null);
            }
            super.recordStatus(service);
        }
    };

    /** A service of two pods with a PodDisruptionBudget, which shall have one pod and no budget, and whose Service was edited. */
    @BeforeEach
    void setTheScene() {
        untilQuiet();
        shop.world.edit(new Id("Service", "orders"), service -> service.withObject("/spec").putObject("selector"));
        shop.apply(Scenarios.yaml("1.0.0", 1));
        shop.effects.clear();
    }

    private void untilQuiet() {
        while (pass.run(shop.service(), cluster).isPresent()) {
            shop.settle();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422})
    void isAProblemWhenItIsRefusedAndNothingIsRemovedOrScaledUntilItIsTaken(int code) {
        answer = code;
        pass.run(shop.service(), cluster);
        assertThat(shop.service().getStatus().problems()).extracting(Problem::reason).containsExactly(Reason.WriteRefused);
        assertThat(shop.service().getStatus().problems().getFirst().message())
                .isEqualTo("the API server refused Service orders: Service is not welcome");
        assertThat(shop.effects).isEmpty();

        answer = 0;
        untilQuiet();
        assertThat(shop.service().getStatus().problems()).isEmpty();
        assertThat(shop.effects)
                .anyMatch(effect -> effect.equals("deleted PodDisruptionBudget orders"))
                .anyMatch(effect -> effect.endsWith(" with 1 replicas"));
    }

    /** The server may refuse it for the moment only, and nothing else would call for another pass. */
    @ParameterizedTest
    @ValueSource(ints = {422, 500})
    void isToldByAnEventAndTriedAgainWhereTheStatusOfAnUnreadableServiceIsRefused(int code) {
        shop.world.edit(Shop.SERVICE, service -> service.remove("spec"));
        statusAnswer = code;
        assertThat(pass.run(shop.service(), cluster)).contains(Duration.ofSeconds(30));
        assertThat(shop.events).anyMatch(event -> event.startsWith("Unreadable: "));

        statusAnswer = 0;
        pass.run(shop.service(), cluster);
        assertThat(shop.service().getStatus().problems()).extracting(Problem::reason).containsExactly(Reason.Unreadable);
    }

    @Test
    void isAFailureOfThePassWhenItMayPass() {
        answer = 500;
        ShopService before = shop.service();
        assertThatThrownBy(() -> pass.run(before, cluster)).hasMessage("Service is not welcome");
        assertThat(shop.service().getStatus()).isEqualTo(before.getStatus());
    }
}
