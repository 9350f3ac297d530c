package io.shopfleet.operator.cluster.outside;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.ClaimOrigin;
import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.ShopClaim;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.operator.claim.Claimant;
import io.shopfleet.operator.claim.ExternalName;
import io.shopfleet.operator.fleet.Marks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Claims, as the API server has them now: no cache, since what is done on the strength of one cannot be undone. Each change
 * carries the version that was read, so that of two who change at once one is refused.
 */
final class Claims {
    private static final int CONFLICT = 409;
    private static final int GONE = 404;
    private static final String KIND = "shopfleet.io/claim-kind";
    private static final String OWNER_NAMESPACE = "shopfleet.io/owner-namespace";
    private static final String OWNER = "shopfleet.io/owner";

    private final KubernetesClient client;
    private final String namespace;

    Claims(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    Optional<ShopClaim> of(ExternalName name) {
        return Optional.ofNullable(
                client.resources(ShopClaim.class).inNamespace(namespace).withName(name.claim()).get());
    }

    /** Those that name the resource as owner, or one that was called like it; found without asking any server outside. */
    List<ShopClaim> of(ClaimKind kind, Claimant owner) {
        return client.resources(ShopClaim.class).inNamespace(namespace).withLabels(labels(kind, owner)).list().getItems();
    }

    /** Empty when somebody else was faster. */
    Optional<ShopClaim> make(ExternalName name, Claimant owner, ClaimOrigin origin, SortedSet<String> settings) {
        var claim = new ShopClaim();
        claim.setMetadata(new ObjectMetaBuilder()
                .withName(name.claim())
                .withNamespace(namespace)
                .withLabels(labels(name.kind(), owner))
                .build());
        claim.setSpec(new ShopClaimSpec(
                name.kind(), name.server(), name.name(), owner.owner(), ClaimState.Held, origin, null, List.copyOf(settings)));
        return unlessChanged(() -> client.resource(claim).create());
    }

    Optional<ShopClaim> takeBack(ShopClaim claim, Claimant owner) {
        ShopClaimSpec spec = claim.getSpec();
        return write(claim, new ShopClaimSpec(spec.kind(), spec.server(), spec.name(), owner.owner(), ClaimState.Held,
                spec.origin(), spec.id(), spec.configured()));
    }

    Optional<ShopClaim> recognize(ShopClaim claim, String id) {
        ShopClaimSpec spec = claim.getSpec();
        return write(claim, new ShopClaimSpec(spec.kind(), spec.server(), spec.name(), spec.owner(), spec.state(),
                spec.origin(), id, spec.configured()));
    }

    Optional<ShopClaim> configured(ShopClaim claim, SortedSet<String> settings) {
        ShopClaimSpec spec = claim.getSpec();
        return write(claim, new ShopClaimSpec(spec.kind(), spec.server(), spec.name(), spec.owner(), spec.state(),
                spec.origin(), spec.id(), List.copyOf(new TreeSet<>(settings))));
    }

    Optional<ShopClaim> release(ShopClaim claim) {
        ShopClaimSpec spec = claim.getSpec();
        return write(claim, new ShopClaimSpec(spec.kind(), spec.server(), spec.name(), spec.owner(), ClaimState.Released,
                spec.origin(), spec.id(), spec.configured()));
    }

    /** Exactly the one that was read. */
    void delete(ShopClaim claim) {
        var meta = claim.getMetadata();
        try {
            client.raw(
                    "/apis/shopfleet.io/v1alpha1/namespaces/" + namespace + "/shopclaims/" + meta.getName(),
                    "DELETE",
                    Map.of("apiVersion", "v1", "kind", "DeleteOptions", "preconditions",
                            Map.of("uid", meta.getUid(), "resourceVersion", meta.getResourceVersion())));
        } catch (KubernetesClientException e) {
            if (e.getCode() != GONE) {
                throw e;
            }
        }
    }

    private Optional<ShopClaim> write(ShopClaim claim, ShopClaimSpec spec) {
        var changed = new ShopClaim();
        changed.setMetadata(claim.getMetadata());
        changed.setSpec(spec);
        return unlessChanged(() -> client.resource(changed).update());
    }

    private interface Write {
        ShopClaim run();
    }

    private static Optional<ShopClaim> unlessChanged(Write write) {
        try {
            return Optional.of(write.run());
        } catch (KubernetesClientException e) {
            if (e.getCode() == CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Map<String, String> labels(ClaimKind kind, Claimant owner) {
        return Map.of(Marks.MANAGED_BY, Marks.MANAGER, KIND, kind.name(), OWNER_NAMESPACE, owner.namespace(), OWNER, owner.name());
    }
}
