package io.shopfleet.operator.fleet;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.Optional;

/**
 * The Deployment of one revision, with one epoch where it names Secrets.
 *
 * @param revision what it runs, as {@link Pair} identifies it; null where it does not say
 * @param wanted replicas its spec asks for
 * @param settled its controller has seen the latest spec, so the counts speak of it
 */
public record Workload(String revision, int wanted, boolean settled, int replicas, int available, boolean stamped) {

    public static Workload of(Deployment deployment) {
        DeploymentStatus status =
                Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
        long generation = orZero(deployment.getMetadata().getGeneration());
        return new Workload(
                Optional.ofNullable(deployment.getMetadata().getLabels()).flatMap(Pair::of).map(Pair::id).orElse(null),
                deployment.getSpec() == null ? 0 : orZero(deployment.getSpec().getReplicas()),
                orZero(status.getObservedGeneration()) >= generation,
                orZero(status.getReplicas()),
                orZero(status.getAvailableReplicas()),
                Optional.ofNullable(deployment.getMetadata().getAnnotations())
                        .filter(annotations -> annotations.containsKey(Marks.BEAT))
                        .isPresent());
    }

    private static int orZero(Integer number) {
        return number == null ? 0 : number;
    }

    private static long orZero(Long number) {
        return number == null ? 0 : number;
    }
}
