package io.shopfleet.e2e;

import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.shopfleet.api.v1alpha1.RolloutStatus;
import io.shopfleet.api.v1alpha1.ShopService;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every position of a rollout that status recorded while this was watching, in its order. */
final class Beats implements Watcher<ShopService>, AutoCloseable {

    /** {@code pods} is "serving+candidate", or "at rest". */
    record Beat(long number, String pods) {
    }

    private final List<Beat> all = new CopyOnWriteArrayList<>();
    private final Watch watch;

    private Beats(Shop shop, String service) {
        watch = Node.client().resources(ShopService.class).inNamespace(shop.namespace()).withName(service).watch(this);
    }

    static Beats of(Shop shop, String service) {
        return new Beats(shop, service);
    }

    @Override
    public void eventReceived(Action action, ShopService service) {
        RolloutStatus rollout = service.getStatus() == null ? null : service.getStatus().rollout();
        if (rollout == null) {
            return;
        }
        String pods = service.getStatus().candidate() == null ? "at rest" : rollout.servingReplicas() + "+" + rollout.candidateReplicas();
        var beat = new Beat(rollout.beat(), pods);
        if (all.isEmpty() || !all.getLast().equals(beat)) {
            all.add(beat);
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        throw new IllegalStateException("the watch ended before the rollout", cause);
    }

    List<Beat> all() {
        return List.copyOf(all);
    }

    @Override
    public void close() {
        watch.close();
    }
}
