package io.shopfleet.bench;

import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.Chart;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Runs the measurements that are named, or all, one after the other on one control plane. */
public final class Bench {
    private static final Map<String, BiConsumer<ApiServer, String>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("converge", Converge::measure);
        ALL.put("fleet", StandingFleet::measure);
        ALL.put("start", Start::measure);
        ALL.put("environment", LateEnvironment::measure);
        ALL.put("topics", Topics::measure);
        ALL.put("databases", Databases::measure);
    }

    private Bench() {
    }

    public static void main(String... names) {
        List<String> wanted = names.length == 0 ? List.copyOf(ALL.keySet()) : Arrays.asList(names);
        if (!ALL.keySet().containsAll(wanted)) {
            Results.say("there are the measurements %s", ALL.keySet());
            System.exit(2);
        }
        ApiServer server = ApiServer.shared();
        String namespace = Chart.install(server);
        try (var deployments = new PlayedDeployments(server)) {
            wanted.forEach(name -> ALL.get(name).accept(server, namespace));
        }
        System.exit(0);
    }

    /** How many services the fleet has. */
    static int size() {
        return Integer.getInteger("bench.size", 1000);
    }
}
