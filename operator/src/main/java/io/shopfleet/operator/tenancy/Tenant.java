package io.shopfleet.operator.tenancy;

import io.fabric8.kubernetes.api.model.Condition;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * A service among those of its namespace and environment.
 *
 * @param held what it asked for when it last fitted
 */
public record Tenant(String name, String created, Amounts declared, Optional<Amounts> held) {
    /** The oldest first. Times are whole seconds, so that the name has to decide within one. */
    static final Comparator<Tenant> BY_AGE = Comparator.comparing(Tenant::created).thenComparing(Tenant::name);

    /** Where the services that count together are: a namespace, and one environment in it. */
    public static Optional<String> place(ShopService service) {
        return Optional.ofNullable(service.getSpec())
                .map(spec -> spec.environment())
                .map(environment -> service.getMetadata().getNamespace() + "/" + environment);
    }

    /** Empty where the specification cannot be read. */
    public static Optional<Tenant> of(ShopService service) {
        return Optional.ofNullable(service.getSpec()).map(spec -> new Tenant(
                service.getMetadata().getName(),
                Objects.requireNonNullElse(service.getMetadata().getCreationTimestamp(), ""),
                Amounts.of(spec),
                held(service)));
    }

    /** One that was accepted before there were limits holds what it asks for. */
    private static Optional<Amounts> held(ShopService service) {
        ShopServiceStatus status = service.getStatus();
        if (status == null) {
            return Optional.empty();
        }
        if (status.share() != null) {
            return Optional.of(status.share())
                    .filter(share -> Objects.equals(share.environment(), service.getSpec().environment()))
                    .map(Amounts::of);
        }
        boolean seen = Objects.equals(status.observedGeneration(), service.getMetadata().getGeneration());
        return seen && status.conditions().stream().anyMatch(Tenant::saysAccepted)
                ? Optional.of(Amounts.of(service.getSpec()))
                : Optional.empty();
    }

    private static boolean saysAccepted(Condition condition) {
        return "Accepted".equals(condition.getType()) && "True".equals(condition.getStatus());
    }

    boolean holds(Amounts amounts) {
        return held.filter(amounts::equals).isPresent();
    }

    Tenant holding(Optional<Amounts> amounts) {
        return new Tenant(name, created, declared, amounts);
    }

    /** What it keeps whatever the others do: what it held, as far as it still asks for it. */
    Optional<Amounts> kept() {
        return held.map(declared::least);
    }
}
