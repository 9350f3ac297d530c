package io.shopfleet.operator.migration;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The pods of a revision, with another command and nothing by which callers, budgets or probes would take them for pods that serve.
 *
 * @param pods those of the revision
 * @param labels of its own pods
 */
public record MigrationJob(Migration migration, PodTemplateSpec pods, Map<String, String> labels) {
    /** What fails for a moment, such as a database that starts, gets two more tries. */
    private static final int MORE_TRIES = 2;

    public Job of(ObjectMeta meta, Duration timeout) {
        return new JobBuilder()
                .withMetadata(meta)
                .withNewSpec()
                .withBackoffLimit(MORE_TRIES)
                .withActiveDeadlineSeconds(timeout.toSeconds())
                .withNewTemplate()
                .withMetadata(new ObjectMetaBuilder()
                        .withLabels(labels)
                        .withAnnotations(pods.getMetadata().getAnnotations())
                        .build())
                .withSpec(new PodSpecBuilder(pods.getSpec())
                        .withRestartPolicy("Never")
                        .withTopologySpreadConstraints(List.of())
                        .editFirstContainer()
                        .withName("migration")
                        .withCommand(migration.command())
                        .withArgs(migration.args())
                        .withPorts(List.of())
                        .withLifecycle(null)
                        .withLivenessProbe(null)
                        .withReadinessProbe(null)
                        .withStartupProbe(null)
                        .endContainer()
                        .build())
                .endTemplate()
                .endSpec()
                .build();
    }
}
