package io.shopfleet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A watch that stopped")
class StoppedWatchTest {
    private static final Exception GONE = new IllegalStateException("gone for good");

    private final List<Integer> ended = new ArrayList<>();

    private void stops(boolean synced, Throwable cause) {
        Wiring.endsTheProcess(ended::add).onStop(informer(synced), cause);
    }

    /** All that is asked of it is whether it ever saw everything, and of what. */
    private static SharedIndexInformer<?> informer(boolean synced) {
        return (SharedIndexInformer<?>) Proxy.newProxyInstance(
                SharedIndexInformer.class.getClassLoader(), new Class<?>[] {SharedIndexInformer.class},
                (proxy, method, arguments) -> method.getName().equals("hasSynced") ? (Object) synced : Secret.class);
    }

    @Test
    void forGoodEndsTheProcessAsAFailure() {
        stops(true, GONE);
        assertThat(ended).containsExactly(1);
    }

    @Test
    void becauseTheOperatorStopsEndsNothing() {
        stops(true, null);
        assertThat(ended).isEmpty();
    }

    @Test
    void beforeItSawEverythingIsAFailedStartWhichTheFrameworkTells() {
        stops(false, GONE);
        assertThat(ended).isEmpty();
    }
}
