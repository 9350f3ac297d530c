package io.shopfleet.operator.holding;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * One kind of thing outside.
 *
 * @param <R> the resource that describes it
 * @param <S> what is seen of it
 */
public interface Kind<R extends HasMetadata, S extends Seen> {

    ClaimKind claimed();

    /** Name of the ShopEnvironment that the resource names. */
    String environment(R resource);

    /** Where it lives; empty where the environment provides nothing of the kind. */
    Optional<Endpoint> endpoint(ShopEnvironmentSpec environment);

    /** How it is called outside. Asked only where {@link #problems} are none. */
    String name(R resource, ShopEnvironmentSpec environment);

    Terms terms(R resource);

    /** What keeps the specification from being carried out at all, field by field. */
    List<Problem> problems(R resource, ShopEnvironmentSpec environment);

    /** What is asked for and cannot be done to what is there; all else is done. */
    List<Problem> unsupported(R resource, Optional<S> seen);

    /** Settings that the resource sets: written into the claim first, so that they can be taken back one day. */
    SortedSet<String> settings(R resource);

    /** What is to be done, in order; nothing where all is as it should be. Made where nothing was seen. */
    List<Step> steps(R resource, String name, Optional<S> seen, ShopClaimSpec claim);
}
