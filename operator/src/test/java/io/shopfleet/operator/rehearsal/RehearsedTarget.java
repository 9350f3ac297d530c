package io.shopfleet.operator.rehearsal;

import static java.util.stream.Collectors.toCollection;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.reading.Reading;
import io.shopfleet.operator.cluster.reading.Target;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.manifest.Admission;
import io.shopfleet.operator.manifest.Folder;
import io.shopfleet.operator.preview.StartOrder;
import io.shopfleet.operator.source.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A cluster on which the operator has run, on a stage, until nothing was left to do; without the folder there is none.
 *
 * @param theirs file with objects of somebody else, which need not exist
 */
record RehearsedTarget(Path folder, Path theirs) implements Target {
    RehearsedTarget(Path folder) {
        this(folder, folder.resolve("none"));
    }

    @Override
    public boolean known() {
        return Files.isDirectory(folder);
    }

    @Override
    public String name() {
        return "context test";
    }

    @Override
    public String namespace() {
        return "shop";
    }

    @Override
    public Reading open() {
        try {
            var around = new Overlay(Reading.NOTHING, Admission.of(Folder.read(folder), namespace()).objects());
            return new Rehearsed(around, Files.exists(theirs) ? read(Files.readString(theirs)) : List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<HasMetadata> read(String yaml) {
        return Stream.of(yaml.split("(?m)^---$")).map(one -> (HasMetadata) Serialization.unmarshal(one)).toList();
    }

    private static final class Rehearsed implements Reading {
        private final Reading around;
        private final List<HasMetadata> theirs;
        private final Services services;
        private final List<HasMetadata> made = new ArrayList<>();

        Rehearsed(Reading around, List<HasMetadata> theirs) {
            this.around = around;
            this.theirs = theirs;
            this.services = new Services(around, Set.of());
            var stage = new Stage(around, services);
            Rehearsal.of(stage, StartOrder.of(services.known()));
            services.known().stream().flatMap(service -> stage.made(service).values().stream()).collect(toCollection(() -> made));
        }

        @Override
        public List<ShopService> services() {
            return services.known();
        }

        @Override
        public List<ShopService> services(String namespace) {
            return services.known().stream().filter(service -> service.getMetadata().getNamespace().equals(namespace)).toList();
        }

        @Override
        public Optional<ShopEnvironment> environment(String name) {
            return around.environment(name);
        }

        @Override
        public Optional<Namespace> namespace(String name) {
            return around.namespace(name);
        }

        @Override
        public Optional<HasMetadata> named(String namespace, Reference reference) {
            return around.named(namespace, reference);
        }

        @Override
        public List<HasMetadata> made(String namespace, ManagedKind kind) {
            return made.stream()
                    .filter(object -> kind.type().isInstance(object) && object.getMetadata().getNamespace().equals(namespace))
                    .toList();
        }

        @Override
        public Optional<HasMetadata> object(HasMetadata like) {
            return around.object(like).or(() ->
                    theirs.stream().filter(object -> ObjectKey.of(object).equals(ObjectKey.of(like))).findFirst());
        }
    }
}
