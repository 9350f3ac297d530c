package io.shopfleet.operator.dependency;

import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Requirement;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.Resolved;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Edges to other services of the fleet. The address follows from names alone, because every service answers on port 80
 * of its stable Service: so a provider that comes, goes or changes its ports restarts none of its callers.
 */
final class ServiceEdges implements DependencyKind.Edges {

    private record Judgement(Verdict verdict, Reason reason, String message) {}

    @Override
    public boolean has(Dependency edge) {
        return edge.service() != null;
    }

    @Override
    public Contribution contribute(Dependency edge, String namespace, Fleet fleet) {
        String provider = edge.service().name();
        String url = "http://" + provider + "." + namespace + ".svc";
        Judgement judgement = judge(edge, provider, fleet);
        return new Contribution(
                edge.name(),
                "service/" + provider,
                new TreeMap<>(Map.of(variable(edge.name()), url)),
                new TreeMap<>(Map.of("kind", "service", "url", url)),
                judgement.verdict(),
                judgement.reason(),
                judgement.message(),
                edge.require() != Requirement.Optional);
    }

    private static String variable(String edge) {
        return "SHOPFLEET_" + edge.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
    }

    private static Judgement judge(Dependency edge, String name, Fleet fleet) {
        Resolved<Provider> resolved = fleet.providers().getOrDefault(name, new Resolved.Missing<>());
        if (resolved.value().isEmpty()) {
            return new Judgement(
                    Verdict.Broken, Reason.DependencyMissing, "there is no ShopService " + name + "; apply it");
        }
        Provider provider = resolved.value().get();
        if (edge.require() == Requirement.Exists || provider.serves() && provider.available()) {
            return new Judgement(Verdict.Ok, Reason.DependenciesMet, "ShopService " + name + " is there");
        }
        return new Judgement(
                Verdict.Waiting,
                Reason.DependencyNotReady,
                provider.serves()
                        ? "ShopService " + name + " has no available pods"
                        : "ShopService " + name + " has not served yet");
    }
}
