package io.shopfleet.operator.rehearsal;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.check.References;
import io.shopfleet.operator.fleet.Provider.Id;
import io.shopfleet.operator.graph.Node;
import io.shopfleet.operator.source.Reference;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which services objects that are about to be applied may concern: directly, or through edges, however long the way. */
record Scope(List<? extends HasMetadata> objects) {

    List<ShopService> of(List<ShopService> services) {
        Set<Id> concerned = new TreeSet<>();
        var next = new ArrayDeque<Id>();
        services.stream().filter(this::concerns).map(Id::of).forEach(next::add);
        while (!next.isEmpty()) {
            Id provider = next.remove();
            if (concerned.add(provider)) {
                services.stream().filter(service -> dependsOn(service, provider)).map(Id::of).forEach(next::add);
            }
        }
        return services.stream().filter(service -> concerned.contains(Id.of(service))).toList();
    }

    private static boolean dependsOn(ShopService service, Id provider) {
        return Node.providers(service).anyMatch(provider::equals);
    }

    private boolean concerns(ShopService service) {
        return objects.stream().anyMatch(object -> concerns(object, service));
    }

    private static boolean concerns(HasMetadata object, ShopService service) {
        String name = object.getMetadata().getName();
        String namespace = service.getMetadata().getNamespace();
        return switch (object) {
            case ShopService wanted -> Id.of(wanted).equals(Id.of(service));
            case ShopEnvironment environment -> service.getSpec() != null && name.equals(service.getSpec().environment());
            case Namespace home -> name.equals(namespace);
            case Secret secret -> names(service, secret, Reference.Kind.Secret);
            case ConfigMap map -> names(service, map, Reference.Kind.ConfigMap);
            default -> false;
        };
    }

    private static boolean names(ShopService service, HasMetadata object, Reference.Kind kind) {
        return service.getSpec() != null
                && service.getMetadata().getNamespace().equals(object.getMetadata().getNamespace())
                && References.of(service).anyMatch(new Reference(kind, object.getMetadata().getName())::equals);
    }
}
