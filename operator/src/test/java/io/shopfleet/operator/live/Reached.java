package io.shopfleet.operator.live;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** How many ready pods a Service led to, after each change. */
final class Reached implements Watcher<EndpointSlice>, AutoCloseable {
    final List<Integer> pods = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> slices = new ConcurrentHashMap<>();
    private final Watch watch;

    Reached(KubernetesClient client, String namespace, String service) {
        watch = client.discovery().v1().endpointSlices()
                .inNamespace(namespace)
                .withLabel("kubernetes.io/service-name", service)
                .watch(this);
    }

    @Override
    public void eventReceived(Action action, EndpointSlice slice) {
        long ready = Stream.ofNullable(slice.getEndpoints()).flatMap(List::stream)
                .filter(endpoint -> Boolean.TRUE.equals(endpoint.getConditions().getReady()))
                .count();
        boolean leads = action != Action.DELETED && slice.getPorts() != null && !slice.getPorts().isEmpty();
        slices.put(slice.getMetadata().getName(), leads ? (int) ready : 0);
        pods.add(slices.values().stream().mapToInt(Integer::intValue).sum());
    }

    @Override
    public void onClose(WatcherException cause) {}

    @Override
    public void close() {
        watch.close();
    }
}
