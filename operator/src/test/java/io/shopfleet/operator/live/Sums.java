package io.shopfleet.operator.live;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Adds up what the Deployments of a namespace ask for, at every change of one of them. */
final class Sums implements Watcher<Deployment> {
    final Map<String, Integer> wanted = new ConcurrentHashMap<>();
    final List<Integer> sums = new CopyOnWriteArrayList<>();

    @Override
    public void eventReceived(Action action, Deployment deployment) {
        String name = deployment.getMetadata().getName();
        wanted.put(name, action == Action.DELETED ? 0 : deployment.getSpec().getReplicas());
        sums.add(wanted.values().stream().mapToInt(Integer::intValue).sum());
    }

    @Override
    public void onClose(WatcherException cause) {}
}
