package io.shopfleet.operator.cachespace;

import io.shopfleet.api.v1alpha1.Adoption;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.Loss;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopCache;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.operator.holding.Endpoint;
import io.shopfleet.operator.holding.Kind;
import io.shopfleet.operator.holding.Step;
import io.shopfleet.operator.holding.Terms;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
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
    public SortedSet<String> settings(ShopCache cache) {
        return new TreeSet<>();
    }

    /** Users come and go with the services that have edges to the key space; here it is only made. */
    @Override
    public List<Step> steps(ShopCache cache, String name, Optional<Snapshot> seen, ShopClaimSpec claim) {
        return seen.isPresent() ? List.of() : List.of(new CacheStep.CreateSpace(name));
    }
}
