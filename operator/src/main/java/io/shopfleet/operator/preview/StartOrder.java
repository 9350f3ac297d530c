package io.shopfleet.operator.preview;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Provider.Id;
import io.shopfleet.operator.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Providers before those that depend on them, and by name where nothing else decides. */
public final class StartOrder {
    private StartOrder() {}

    /** Services that wait for each other in a circle come last. */
    public static List<ShopService> of(List<ShopService> services) {
        SortedMap<Id, ShopService> left = new TreeMap<>();
        services.forEach(service -> left.put(Id.of(service), service));
        var order = new ArrayList<ShopService>();
        while (!left.isEmpty()) {
            Id next = left.entrySet().stream()
                    .filter(entry -> Node.providers(entry.getValue()).noneMatch(left::containsKey))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseGet(left::firstKey);
            order.add(left.remove(next));
        }
        return List.copyOf(order);
    }
}
