package io.shopfleet.operator.holding;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.operator.consumer.Bound;
import io.shopfleet.operator.consumer.Consumer;
import io.shopfleet.operator.consumer.Target;
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

    /** Name of the further server of the environment that it asks for; empty: the one that everybody gets. */
    Optional<String> provider(R resource);

    /** Where it lives; empty where the environment provides nothing of the kind. */
    Optional<Endpoint> endpoint(ShopEnvironmentSpec environment);

    /** How it is called outside. Asked only where {@link #problems} are none. */
    String name(R resource, ShopEnvironmentSpec environment);

    Terms terms(R resource);

    /** What keeps the specification from being carried out at all, field by field. */
    List<Problem> problems(R resource, ShopEnvironmentSpec environment);

    /** What is asked for and cannot be done to what is there; all else is done. */
    List<Problem> unsupported(R resource, Optional<S> seen);

    /** What is set or let in for the resource: written into the claim first, so that it can be taken back one day. */
    SortedSet<String> settings(R resource, List<Consumer> consumers);

    /** What is to be done, in order; nothing where all is as it should be. Made where nothing was seen. */
    List<Step> steps(R resource, String name, Optional<S> seen, ShopClaimSpec claim, List<Consumer> consumers);

    /** Where an edge leads, if it is one of this kind. */
    Optional<Target> target(Dependency edge, String namespace);

    /** Whether the owner lets a service of another namespace have what the edge asks for. */
    boolean grants(R resource, Dependency edge, String namespace, String service);

    /** What the service is called outside. */
    String login(String name, Consumer consumer);

    /** What the account of a service is named after: edges of the same service that share it share its password. */
    String account(R resource);

    /** What the service gets. @param password of its account */
    Bound bound(R resource, String name, ShopEnvironmentSpec environment, Consumer consumer, Dependency edge, String password);
}
