package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.fleet.Fleet;
import java.util.stream.Stream;

/**
 * Every enumeration holds a value that this operator knows. The schema gives each a default and the lenient reader turns
 * an unknown one into null, so null can only mean a value written through a newer or looser schema: never a default.
 */
final class KnownValues implements Check {

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        ShopServiceSpec spec = service.getSpec();
        return Stream.of(
                        spec.ports().stream()
                                .filter(port -> port.protocol() == null)
                                .map(port -> unknown("spec.ports[" + port.name() + "].protocol", "HTTP, GRPC or TCP")),
                        spec.dependencies().stream()
                                .filter(edge -> edge.require() == null)
                                .map(edge -> unknown(
                                        "spec.dependencies[" + edge.name() + "].require", "Exists, Ready or Optional")),
                        spec.dependencies().stream()
                                .filter(edge -> edge.service() == null)
                                .map(edge -> unknown("spec.dependencies[" + edge.name() + "]", "service")),
                        Stream.ofNullable(spec.rollout())
                                .filter(rollout -> rollout.strategy() == null)
                                .map(rollout -> unknown("spec.rollout.strategy", "Rolling")),
                        spec.pod() == null
                                ? Stream.<Problem>empty()
                                : spec.pod().tolerations().stream()
                                        .filter(toleration -> toleration.operator() == null)
                                        .map(toleration ->
                                                unknown("spec.pod.tolerations[].operator", "Equal or Exists")),
                        spec.pod() == null
                                ? Stream.<Problem>empty()
                                : spec.pod().tolerations().stream()
                                        .filter(toleration -> toleration.effect() == null)
                                        .map(toleration -> unknown(
                                                "spec.pod.tolerations[].effect",
                                                "Any, NoSchedule, PreferNoSchedule or NoExecute")))
                .flatMap(stream -> stream);
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
