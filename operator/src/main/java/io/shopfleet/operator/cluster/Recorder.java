package io.shopfleet.operator.cluster;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.status.Report;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what a pass has to tell, and says when the next pass is due. Every status holds the position, so every status
 * carries the version of the view it was decided on: from a stale one it would put an older step in place of a newer one.
 */
public final class Recorder {
    private static final Duration AFTER_CONFLICT = Duration.ofMillis(50);
    private static final int CONFLICT = 409;

    /**
     * Some objects that do not fit the schema may not even get a status; then an event has to do until they are mended. The
     * answer may also be of the moment (a server that is in trouble, a schema that is changing), so it is tried again.
     */
    private static final Set<Integer> UNFIT = Set.of(422, 500);

    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);

    /** Empty: nothing but an event calls for another pass. Zero: at once. */
    public Optional<Duration> record(ShopService service, Report report, Cluster cluster) {
        if (report.changed()) {
            try {
                cluster.recordStatus(fresh(service, report));
            } catch (KubernetesClientException e) {
                if (service.getSpec() == null && UNFIT.contains(e.getCode())) {
                    report.happenings().forEach(happening -> cluster.tell(service, happening));
                    return Optional.of(AFTER_REFUSAL);
                }
                if (e.getCode() != CONFLICT) {
                    throw e;
                }
                return Optional.of(AFTER_CONFLICT);
            }
        }
        report.happenings().forEach(happening -> cluster.tell(service, happening));
        return report.again() ? Optional.of(Duration.ZERO) : report.lookAgain();
    }

    private static ShopService fresh(ShopService service, Report report) {
        ShopService fresh = new ShopService();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(service.getMetadata().getName())
                .withNamespace(service.getMetadata().getNamespace())
                .withResourceVersion(service.getMetadata().getResourceVersion())
                .build());
        fresh.setStatus(report.status());
        return fresh;
    }
}
