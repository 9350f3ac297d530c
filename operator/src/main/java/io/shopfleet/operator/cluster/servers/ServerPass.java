package io.shopfleet.operator.cluster.servers;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.operator.cluster.Journal;
import io.shopfleet.operator.embedded.Login;
import io.shopfleet.operator.embedded.Server;
import io.shopfleet.operator.embedded.ServerObjects;
import io.shopfleet.operator.embedded.Servers;
import io.shopfleet.operator.embedded.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings the servers of an environment in line with what it asks for. One that cannot be run keeps no other from running. */
public final class ServerPass {
    private static final Duration STARTING = Duration.ofSeconds(2);
    private static final Duration BLOCKED = Duration.ofSeconds(30);
    /** Nothing is watched, so what somebody changes is noticed after so long. */
    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final Set<Integer> OUT_OF_REACH = Set.of(403, 404);

    private final String home;
    private final Journal journal;

    /** @param home the operator's own namespace */
    public ServerPass(String home, Journal journal) {
        this.home = home;
        this.journal = journal;
    }

    /** An environment that was never told where its servers stand has none, and costs no call. */
    public Servers run(ShopEnvironment environment, KubernetesClient client) {
        if (environment.getSpec() == null || environment.getSpec().backendNamespace() == null) {
            return Servers.NONE;
        }
        List<Wanted> wanted = Wanted.all(environment);
        var yard = new Yard(client, journal, environment);
        var accounts = new Accounts(client, home);
        var problems = new ArrayList<Problem>();
        var starting = new ArrayList<String>();
        for (Wanted server : wanted) {
            try {
                if (!ready(server, accounts.of(server), yard)) {
                    starting.add(server.server().word());
                }
            } catch (Obstacle obstacle) {
                problems.add(obstacle.problem(server.path()));
            } catch (KubernetesClientException e) {
                problems.add(Obstacle.of(e, server).problem(server.path()));
            }
        }
        clear(environment, wanted, yard);
        var own = new Servers(problems, starting, wanted.stream().map(server -> server.server().word()).toList());
        return own.and(new Contractors(client, yard, home).run(environment));
    }

    private static boolean ready(Wanted wanted, Login login, Yard yard) {
        boolean ready = false;
        for (HasMetadata object : new ServerObjects(wanted).all(login)) {
            HasMetadata now = yard.put(object);
            ready = now instanceof StatefulSet set && ready(set);
        }
        return ready;
    }

    /** Of the pod that is asked for now, not of the one before it. */
    private static boolean ready(StatefulSet set) {
        return Optional.ofNullable(set.getStatus())
                .filter(status -> set.getMetadata().getGeneration().equals(status.getObservedGeneration()))
                .filter(status -> status.getCurrentRevision() != null && status.getCurrentRevision().equals(status.getUpdateRevision()))
                .map(StatefulSetStatus::getReadyReplicas)
                .filter(pods -> pods > 0)
                .isPresent();
    }

    /** What is not asked for any more. Where nothing can be seen, nothing of ours was made. */
    private static void clear(ShopEnvironment environment, List<Wanted> wanted, Yard yard) {
        Set<Server> kept = wanted.stream().map(Wanted::server).collect(Collectors.toSet());
        Stream.of(Server.values()).filter(server -> !kept.contains(server)).forEach(server -> {
            try {
                yard.clear(environment.getSpec().backendNamespace(), server.name(environment.getMetadata().getName()));
            } catch (KubernetesClientException e) {
                if (!OUT_OF_REACH.contains(e.getCode())) {
                    throw e;
                }
            }
        });
    }

    /** When to look again. */
    public static Optional<Duration> again(ShopEnvironment environment, Servers servers) {
        if (environment.getSpec() == null || environment.getSpec().backendNamespace() == null) {
            return Optional.empty();
        }
        return Optional.of(servers.starting().isEmpty() ? servers.problems().isEmpty() ? QUIET : BLOCKED : STARTING);
    }
}
