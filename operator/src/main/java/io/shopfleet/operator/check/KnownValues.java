package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.fleet.Fleet;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Every enumeration holds a value that this operator knows. The schema gives each a default and the lenient reader turns
 * an unknown one into null, so null can only mean a value written through a newer or looser schema: never a default.
 */
final class KnownValues implements Check {

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        ShopServiceSpec spec = service.getSpec();
        return Stream.of(ports(spec), dependencies(spec), rollout(spec), tolerations(spec), environment(spec, fleet))
                .flatMap(problems -> problems);
    }

    private static Stream<Problem> ports(ShopServiceSpec spec) {
        return spec.ports().stream()
                .filter(port -> port.protocol() == null)
                .map(port -> unknown("spec.ports[" + port.name() + "].protocol", "HTTP, GRPC or TCP"));
    }

    private static Stream<Problem> dependencies(ShopServiceSpec spec) {
        return spec.dependencies().stream()
                .filter(edge -> edge.require() == null)
                .map(edge -> unknown("spec.dependencies[" + edge.name() + "].require", "Exists, Ready or Optional"));
    }

    private static Stream<Problem> rollout(ShopServiceSpec spec) {
        return Stream.ofNullable(spec.rollout())
                .filter(rollout -> rollout.strategy() == null)
                .map(rollout -> unknown("spec.rollout.strategy", "Rolling"));
    }

    private static Stream<Problem> tolerations(ShopServiceSpec spec) {
        return Stream.ofNullable(spec.pod())
                .flatMap(pod -> pod.tolerations().stream())
                .flatMap(toleration -> Stream.of(
                        toleration.operator() == null
                                ? unknown("spec.pod.tolerations[].operator", "Equal or Exists")
                                : null,
                        toleration.effect() == null
                                ? unknown(
                                        "spec.pod.tolerations[].effect",
                                        "Any, NoSchedule, PreferNoSchedule or NoExecute")
                                : null))
                .filter(Objects::nonNull);
    }

    /** Read as None, an unknown mode would roll out every service without its telemetry, or open to everybody. */
    private static Stream<Problem> environment(ShopServiceSpec spec, Fleet fleet) {
        return fleet.environment().value().stream().flatMap(environment -> Stream.of(
                        environment.telemetry() != null && environment.telemetry().mode() == null
                                ? unknown(spec, "spec.telemetry.mode", "None or Otlp")
                                : null,
                        environment.network() != null && environment.network().isolation() == null
                                ? unknown(spec, "spec.network.isolation", "None or DeclaredCallers")
                                : null)
                .filter(Objects::nonNull));
    }

    private static Problem unknown(ShopServiceSpec spec, String path, String known) {
        return new Problem(
                "spec.environment",
                Severity.Error,
                Reason.UnknownValue,
                "ShopEnvironment " + spec.environment() + " holds a " + path
                        + " that this version of the operator does not know",
                "use " + known + " there, or upgrade the operator");
    }

    private static Problem unknown(String path, String known) {
        return new Problem(
                path,
                Severity.Error,
                Reason.UnknownValue,
                path + " holds a value that this version of the operator does not know",
                "use " + known + ", or upgrade the operator");
    }
}
