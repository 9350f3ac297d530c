package io.shopfleet.operator.dependency;

import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Requirement;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.source.Binding;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Edges to what lives outside the cluster and asks for a login: topics, databases, caches. Whoever looks after those writes a
 * binding for each edge; it says whether the service has access, where to, and holds the credentials.
 *
 * @param kind as in the config document
 * @param resource such as {@code ShopTopic}
 */
record BoundEdges(String kind, String resource, Function<Dependency, Optional<Named>> named) implements DependencyKind.Edges {

    /** @param namespace null: that of the service */
    record Named(String name, String namespace) {}

    @Override
    public boolean has(Dependency edge) {
        return named.apply(edge).isPresent();
    }

    @Override
    public Contribution contribute(Dependency edge, ShopService service, Fleet fleet) {
        Named target = named.apply(edge).orElseThrow();
        String home = service.getMetadata().getNamespace();
        boolean abroad = target.namespace() != null && !target.namespace().equals(home);
        String words = abroad ? target.namespace() + "/" + target.name() : target.name();
        Optional<Binding> binding = Optional.ofNullable(fleet.bindings().get(edge.name()));
        Optional<Binding> ready = binding.filter(Binding::ready);
        var facts = new TreeMap<>(Map.of("kind", kind));
        ready.ifPresent(found -> facts.putAll(found.facts()));
        Judgement judgement = binding.map(found -> judge(found, words)).orElseGet(() -> missing(words, abroad, service));
        return new Contribution(
                edge.name(),
                kind + "/" + words,
                new TreeMap<>(),
                facts,
                ready.map(found -> Binding.secret(service.getMetadata().getName(), edge.name())),
                judgement.verdict(),
                judgement.reason(),
                judgement.message(),
                edge.require() != Requirement.Optional);
    }

    private Judgement judge(Binding binding, String target) {
        return binding.ready()
                ? new Judgement(Verdict.Ok, Reason.DependenciesMet, "the service has access to " + resource + " " + target)
                : new Judgement(Verdict.Waiting, Reason.DependencyNotReady, binding.message());
    }

    /** Of another namespace nobody learns what exists there: missing and not granted are one case. */
    private Judgement missing(String target, boolean abroad, ShopService service) {
        var who = service.getMetadata();
        return abroad
                ? new Judgement(Verdict.Broken, Reason.DependencyNotGranted, "there is no " + resource + " " + target
                        + " that admits this service; it needs spec.grants: [{namespace: " + who.getNamespace() + ", service: "
                        + who.getName() + "}] with this access, which its owner writes")
                : new Judgement(Verdict.Broken, Reason.DependencyMissing, "there is no " + resource + " " + target + "; apply it");
    }
}
