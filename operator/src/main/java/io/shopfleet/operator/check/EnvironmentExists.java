package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Resolved;
import java.util.stream.Stream;

/** The environment that the service names is there and can be read. */
final class EnvironmentExists implements Check {

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        String name = service.getSpec().environment();
        return switch (fleet.environment()) {
            case Resolved.Found<ShopEnvironmentSpec> found -> Stream.empty();
            case Resolved.NotBindable<ShopEnvironmentSpec>() -> problem(
                    Reason.Unreadable,
                    "ShopEnvironment " + name + " cannot be read",
                    "correct it; kubectl describe shopenvironment " + name + " names the field");
            case Resolved.Missing<ShopEnvironmentSpec>() -> problem(
                    Reason.EnvironmentMissing,
                    "there is no ShopEnvironment " + name,
                    "apply it, or name another; kubectl get shopenvironments lists them");
        };
    }

    private static Stream<Problem> problem(Reason reason, String message, String hint) {
        return Stream.of(new Problem("spec.environment", Severity.Error, reason, message, hint));
    }
}
