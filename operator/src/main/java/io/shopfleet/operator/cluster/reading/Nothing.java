package io.shopfleet.operator.cluster.reading;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.source.Reference;
import java.util.List;
import java.util.Optional;

/** An empty cluster. */
final class Nothing implements Reading {
    @Override
    public List<ShopService> services() {
        return List.of();
    }

    @Override
    public List<ShopService> services(String namespace) {
        return List.of();
    }

    @Override
    public Optional<ShopEnvironment> environment(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<Namespace> namespace(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<HasMetadata> named(String namespace, Reference reference) {
        return Optional.empty();
    }

    @Override
    public List<HasMetadata> made(String namespace, ManagedKind kind) {
        return List.of();
    }

    @Override
    public Optional<HasMetadata> object(HasMetadata like) {
        return Optional.empty();
    }
}
