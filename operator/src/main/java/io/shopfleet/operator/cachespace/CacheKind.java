package io.shopfleet.operator.cachespace;

import io.shopfleet.api.v1alpha1.Adoption;
import io.shopfleet.api.v1alpha1.CacheAccess;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.Loss;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopCache;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.consumer.Bound;
import io.shopfleet.operator.holding.Endpoint;
import io.shopfleet.operator.holding.Kind;
import io.shopfleet.operator.holding.Step;
import io.shopfleet.operator.consumer.Target;
import io.shopfleet.operator.holding.Terms;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Key spaces of a cache. */
public final class CacheKind implements Kind<ShopCache, Snapshot> {

    @Override
    public ClaimKind claimed() {
        return ClaimKind.KeySpace;
    }

    @Override
    public String environment(ShopCache cache) {
        return cache.getSpec().environment();
    }

    @Override
    public Optional<String> provider(ShopCache cache) {
        return Optional.ofNullable(cache.getSpec().provider());
    }

    @Override
    public Optional<Endpoint> endpoint(ShopEnvironmentSpec environment) {
        return Optional.ofNullable(environment.cache())
                .map(cache -> cache.external())
                .map(cache -> new Endpoint(List.of(cache.address()), cache.tls(), cache.credentialsSecret()));
    }

    @Override
    public String name(ShopCache cache, ShopEnvironmentSpec environment) {
        var meta = cache.getMetadata();
        String own = cache.getSpec().keySpace();
        return environment.cache().keySpaces().prefix().replace("{namespace}", meta.getNamespace())
                + (own == null ? meta.getName() : own);
    }

    /** What a cache lost it may lose: servers that keep nothing over a restart are common, and nobody need be asked. */
    @Override
    public Terms terms(ShopCache cache) {
        return new Terms(Adoption.IfUnclaimed, cache.getSpec().deletionPolicy(), Loss.Recreate);
    }

    @Override
    public List<Problem> problems(ShopCache cache, ShopEnvironmentSpec environment) {
        String name = name(cache, environment);
        return KeySpace.usable(name)
                ? List.of()
                : List.of(new Problem("spec.keySpace", Severity.Error, Reason.InvalidValue,
                        name.length() > KeySpace.LONGEST
                                ? "with its prefix the name has " + name.length() + " characters; " + KeySpace.LONGEST + " are possible"
                                : name + " is no name for a key space, or the operator's own",
                        "make another ShopCache with another name"));
    }

    @Override
    public List<Problem> unsupported(ShopCache cache, Optional<Snapshot> seen) {
        return List.of();
    }

    @Override
    public SortedSet<String> settings(ShopCache cache, List<io.shopfleet.operator.consumer.Consumer> consumers) {
        return new TreeSet<>();
    }

    @Override
    public List<Step> steps(
            ShopCache cache, String name, Optional<Snapshot> seen, ShopClaimSpec claim,
            List<io.shopfleet.operator.consumer.Consumer> consumers) {
        return seen.<List<Step>>map(there -> List.copyOf(CachePlan.steps(
                        KeySpace.of(name, consumers.stream().map(CacheKind::user).toList()), there)))
                .orElseGet(() -> List.of(new CacheStep.CreateSpace(name)));
    }

    /** Several edges of one service are one user, which may do what any of them asks for. */
    private static Consumer user(io.shopfleet.operator.consumer.Consumer consumer) {
        CacheAccess most = consumer.edges().stream().map(edge -> edge.cache().access()).max(Comparator.naturalOrder()).orElseThrow();
        return new Consumer(consumer.namespace(), consumer.service(), most, new TreeSet<>(List.of(consumer.fingerprint())));
    }

    @Override
    public Optional<Target> target(Dependency edge, String namespace) {
        return Optional.ofNullable(edge.cache()).map(cache -> Target.of(cache.namespace(), cache.name(), namespace));
    }

    @Override
    public boolean grants(ShopCache cache, Dependency edge, String namespace, String service) {
        return cache.getSpec().grants().stream().anyMatch(grant -> grant.namespace().equals(namespace)
                && (grant.service() == null || grant.service().equals(service))
                && grant.access().compareTo(edge.cache().access()) >= 0);
    }

    @Override
    public String login(String name, io.shopfleet.operator.consumer.Consumer consumer) {
        return KeySpace.user(name, consumer.namespace(), consumer.service());
    }

    /** Each key space has users of its own. */
    @Override
    public String account(ShopCache cache) {
        var meta = cache.getMetadata();
        return "cache-" + CanonicalJson.digest(List.of(meta.getNamespace(), meta.getName())).substring(0, 8);
    }

    @Override
    public Bound bound(
            ShopCache cache, String name, ShopEnvironmentSpec environment, io.shopfleet.operator.consumer.Consumer consumer,
            Dependency edge, String password) {
        var server = environment.cache().external();
        String scheme = server.tls() == TlsMode.None ? "redis" : "rediss";
        String user = login(name, consumer);
        String[] address = server.address().split(":", 2);
        var facts = new TreeMap<>(Map.of(
                "kind", "cache", "url", scheme + "://" + server.address(), "host", address[0], "port", address[1],
                "prefix", KeySpace.prefix(name)));
        var files = new TreeMap<>(Map.of(
                "type", "redis", "provider", "shopfleet", "host", address[0], "port", address[1], "username", user,
                "password", password, "prefix", KeySpace.prefix(name),
                "uri", scheme + "://" + user + ":" + password + "@" + server.address()));
        // The same under the name by which Spring looks for it.
        files.put("url", files.get("uri"));
        return new Bound(facts, files);
    }
}
