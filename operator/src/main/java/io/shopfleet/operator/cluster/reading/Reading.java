package io.shopfleet.operator.cluster.reading;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.source.Reference;
import java.util.List;
import java.util.Optional;

/** A cluster to look at. Each question may be refused, with an {@link Unreadable}. */
public interface Reading extends AutoCloseable {

    /** No cluster at all. */
    Reading NOTHING = new Nothing();

    /** The services of all namespaces. */
    List<ShopService> services();

    List<ShopService> services(String namespace);

    Optional<ShopEnvironment> environment(String name);

    Optional<Namespace> namespace(String name);

    /** A Secret or ConfigMap, labelled or not. */
    Optional<HasMetadata> named(String namespace, Reference reference);

    /** What the operator made for the services of a namespace, whole. */
    List<HasMetadata> made(String namespace, ManagedKind kind);

    /** An object of the same kind and name, whoever made it. */
    Optional<HasMetadata> object(HasMetadata like);

    @Override
    default void close() {}
}
