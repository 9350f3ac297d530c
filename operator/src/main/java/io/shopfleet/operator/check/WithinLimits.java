package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.tenancy.Limit;
import io.shopfleet.operator.tenancy.Shortage;
import java.util.stream.Stream;

/** The service fits beside the others of its namespace into what the environment allows them together. */
final class WithinLimits implements Check {

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        return fleet.room().shortages().stream().map(shortage -> problem(shortage, service));
    }

    private static Problem problem(Shortage shortage, ShopService service) {
        Limit limit = shortage.limit();
        String environment = service.getSpec().environment();
        String asked = limit == Limit.services
                ? "there is no room for another"
                : "this one asks for " + limit.words(shortage.needed());
        return new Problem(
                path(limit, service),
                Severity.Error,
                Reason.LimitExceeded,
                "ShopEnvironment " + environment + " allows " + limit.words(shortage.allowed()) + " " + limit
                        + " in a namespace; " + asked + ", " + shortage.usage(),
                cure(limit) + ", or ask who keeps the environment to raise spec.limits." + limit);
    }

    private static String path(Limit limit, ShopService service) {
        return switch (limit) {
            case services -> "spec.environment";
            case replicas -> service.getSpec().autoscaling() == null ? "spec.replicas" : "spec.autoscaling.max";
            case cpu, memory -> "spec.resources.requests." + limit;
        };
    }

    private static String cure(Limit limit) {
        return limit == Limit.services ? "delete a service that is not needed" : "ask for less, here or in another service";
    }
}
