package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import java.util.stream.Stream;

final class EnvironmentExists implements Check {

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        return fleet.environment().value().isPresent()
                ? Stream.empty()
                : Stream.of(new Problem(
                        "spec.environment",
                        Severity.Error,
                        Reason.EnvironmentMissing,
                        "there is no ShopEnvironment " + service.getSpec().environment(),
                        "apply it, or name another; kubectl get shopenvironments lists them"));
    }
}
