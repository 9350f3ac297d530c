package io.shopfleet.operator.limit;

import io.shopfleet.api.v1alpha1.Granted;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import java.util.Comparator;
import java.util.Objects;

/**
 * What one service asks of its namespace's limits and what it has of them.
 *
 * @param created when the service was made: the older of two comes first
 * @param decided its status speaks of its latest specification
 */
public record Share(String service, String environment, String created, boolean decided, Amounts asks, Amounts has) {
    public static final Comparator<Share> BY_AGE = Comparator.comparing(Share::created).thenComparing(Share::service);

    public static Share of(ShopService service) {
        ShopServiceStatus status = service.getStatus();
        Amounts asks =
                service.getSpec() == null ? Amounts.NONE : Amounts.of(Granted.asked(service.getSpec()));
        return new Share(
                service.getMetadata().getName(),
                service.getSpec() == null ? "" : String.valueOf(service.getSpec().environment()),
                String.valueOf(service.getMetadata().getCreationTimestamp()),
                status != null && Objects.equals(status.observedGeneration(), service.getMetadata().getGeneration()),
                asks,
                has(status, asks));
    }

    /** Who ran before there were limits has what it asks for. */
    private static Amounts has(ShopServiceStatus status, Amounts asks) {
        if (status == null) {
            return Amounts.NONE;
        }
        if (status.granted() != null) {
            return Amounts.of(status.granted());
        }
        return status.serving() != null || status.candidate() != null ? asks : Amounts.NONE;
    }
}
