package io.shopfleet.operator.cluster.servers;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.ProvidedServer;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.operator.embedded.Servers;
import io.shopfleet.operator.foreign.Commission;
import io.shopfleet.operator.foreign.Contractor;
import io.shopfleet.operator.foreign.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Servers that other operators run. Nothing of theirs is watched: what is not installed must not keep the operator from working,
 * and what is installed later is found at the next look. Nothing of theirs is ever deleted.
 */
final class Contractors {
    private final KubernetesClient client;
    private final Yard yard;
    private final Deliveries deliveries;

    Contractors(KubernetesClient client, Yard yard, String home) {
        this.client = client;
        this.yard = yard;
        this.deliveries = new Deliveries(client, yard, home);
    }

    Servers run(ShopEnvironment environment) {
        List<Commission> commissions = Commission.all(environment);
        var problems = new ArrayList<Problem>();
        var starting = new ArrayList<String>();
        var provided = new ArrayList<ProvidedServer>();
        for (Commission commission : commissions) {
            Optional<ProvidedServer> known = known(commission);
            try {
                switch (commission.progress(given(commission))) {
                    case Progress.Waiting waiting ->
                            starting.add(commission.word() + " (" + commission.contractor() + ": " + waiting.said() + ")");
                    case Progress.Ready ready -> known = Optional.of(deliveries.take(commission, ready));
                }
            } catch (Obstacle obstacle) {
                problems.add(obstacle.problem(commission.path()));
            } catch (KubernetesClientException e) {
                problems.add(Obstacle.of(e, commission).problem(commission.path()));
            }
            known.ifPresent(provided::add);
        }
        return new Servers(problems, starting, commissions.stream().map(Commission::word).toList(), provided);
    }

    /** What it is asked for, as it is on the server now. */
    private List<GenericKubernetesResource> given(Commission commission) {
        Contractor contractor = commission.contractor();
        List<String> missing = contractor.missing(
                Optional.ofNullable(client.getApiResources(contractor.apiVersion()))
                        .map(APIResourceList::getResources).orElse(List.of()).stream()
                        .map(APIResource::getName).toList());
        if (!missing.isEmpty()) {
            throw new Obstacle(Reason.OperatorMissing,
                    "the cluster does not serve version v1 of " + String.join(", ", missing),
                    "install " + contractor + ", or upgrade it; it is looked for again every half minute");
        }
        return commission.objects().stream().map(yard::put).toList();
    }

    /** It stays where it was as long as nothing else is told. */
    private static Optional<ProvidedServer> known(Commission commission) {
        return Stream.ofNullable(commission.environment().getStatus())
                .flatMap(status -> status.servers().stream())
                .filter(server -> server.name().equals(commission.word()))
                .findFirst();
    }
}
