package io.shopfleet.operator.preview;

import io.shopfleet.api.v1alpha1.ShopService;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Providers before those that depend on them, and by name where nothing else decides. */
final class StartOrder {
    private StartOrder() {}

    /** Services that wait for each other in a circle come last. */
    static List<ShopService> of(List<ShopService> services) {
        SortedMap<String, ShopService> left = new TreeMap<>();
        services.forEach(service -> left.put(key(service), service));
        var order = new ArrayList<ShopService>();
        while (!left.isEmpty()) {
            String next = left.entrySet().stream()
                    .filter(entry -> providers(entry.getValue()).stream()
                            .noneMatch(provider -> left.containsKey(provider) && !provider.equals(entry.getKey())))
                    .map(entry -> entry.getKey())
                    .findFirst()
                    .orElseGet(left::firstKey);
            order.add(left.remove(next));
        }
        return List.copyOf(order);
    }

    static String key(ShopService service) {
        return service.getMetadata().getNamespace() + "/" + service.getMetadata().getName();
    }

    private static List<String> providers(ShopService service) {
        return service.getSpec() == null
                ? List.of()
                : service.getSpec().dependencies().stream()
                        .filter(edge -> edge.service() != null)
                        .map(edge -> service.getMetadata().getNamespace() + "/" + edge.service().name())
                        .toList();
    }
}
