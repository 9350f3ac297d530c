package io.shopfleet.operator.render;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.runtime.RawExtension;
import io.shopfleet.api.v1alpha1.Autoscaling;
import io.shopfleet.api.v1alpha1.Port;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.RevisionRecord.Adopted;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.migration.Migration;
import io.shopfleet.operator.migration.MigrationJob;
import io.shopfleet.operator.rollout.Durations;
import io.shopfleet.operator.source.Credentials;
import io.shopfleet.operator.source.Epoch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The objects of one revision, made from its record, never from the spec: but for the autoscaler, which shapes no pod. What
 * pods run in and are reached by belongs to one epoch; record and configuration are the same for all.
 *
 * @param epoch of the credentials that its pods read, where it names any
 */
public record RevisionObjects(Names names, RevisionRecord record, Optional<Epoch> epoch) {

    /**
     * Without a readiness probe a pod counts as ready the moment it starts; so long it must stay up before it counts as
     * available, or a worker that crashes at once would be promoted between two crashes.
     */
    private static final int WORKER_MIN_READY_SECONDS = 10;

    public List<HasMetadata> all() {
        if (record.adopted().isPresent()) {
            return List.of(controllerRevision(), adopted(record.adopted().get()));
        }
        var objects = new ArrayList<HasMetadata>(List.of(controllerRevision(), configMap()));
        List<Port> ports = ports();
        if (!ports.isEmpty()) {
            objects.add(Services.of(
                    names.of(pair(), record.version()),
                    names.selector(pair()),
                    ports));
        }
        objects.add(deployment());
        return objects;
    }

    /** What its migrations read, and nothing by which a pod would start. */
    public List<HasMetadata> prepared() {
        return List.of(controllerRevision(), configMap());
    }

    /** @param attempt when the rollout began in which it is made */
    public Job migration(Migration migration, Instant attempt) {
        PodTemplateSpec pods = template();
        Map<String, String> labels = new TreeMap<>(pods.getMetadata().getLabels());
        labels.keySet().removeIf(Marks::ownsLabel);
        labels.put(Marks.MIGRATION, names.service());
        return new MigrationJob(migration, pods, labels).of(
                names.ofMigration(migration.job(), pair(), record.version(), attempt), Durations.parse(migration.timeout()));
    }

    public Pair pair() {
        return new Pair(record.revision(), epoch.map(Epoch::number));
    }

    public List<Port> ports() {
        return record.openPorts();
    }

    public ControllerRevision controllerRevision() {
        return new ControllerRevisionBuilder()
                .withMetadata(names.ofRevision(record.revision(), record.version()))
                .withRevision(record.sequence())
                .withData(new RawExtension(record.data()))
                .build();
    }

    private ConfigMap configMap() {
        var map = new ConfigMapBuilder()
                .withMetadata(names.ofRevision(record.revision(), record.version()))
                .withImmutable(true)
                .addToData(ConfigDocument.KEY, record.config());
        copies().forEach((key, value) -> text(value)
                .ifPresentOrElse(text -> map.addToData(key, text), () -> map.addToBinaryData(key, value)));
        return map.build();
    }

    private SortedMap<String, String> copies() {
        var copies = new TreeMap<String, String>();
        CanonicalJson.tree(CanonicalJson.read(record.copies(), Map.class))
                .properties()
                .forEach(copy -> copies.put(copy.getKey(), copy.getValue().asText()));
        return copies;
    }

    /** Environment variables can be taken from text alone, so what is text goes back to where text is. */
    private static Optional<String> text(String base64) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** @param least pods that stay, whatever the load: one that has just come must not take any away */
    public HorizontalPodAutoscaler autoscaler(Autoscaling wanted, int least) {
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(names.ofRevision(record.revision(), record.version()))
                .withNewSpec()
                .withNewScaleTargetRef()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(record.adopted().map(Adopted::deployment).orElseGet(() -> names.ofRevision(record.revision())))
                .endScaleTargetRef()
                .withMinReplicas(least)
                .withMaxReplicas(wanted.max())
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(wanted.cpuPercent())
                .endTarget()
                .endResource()
                .endMetric()
                .endSpec()
                .build();
    }

    /** Called as it was, and with the template that its pods have: nothing but marks and an owner is new. */
    private Deployment adopted(Adopted own) {
        ObjectMeta meta = names.of(pair(), record.version());
        meta.setName(own.deployment());
        return new DeploymentBuilder()
                .withMetadata(meta)
                .withNewSpec()
                .withSelector(CanonicalJson.read(own.pods(), LabelSelector.class))
                .withTemplate(template())
                .endSpec()
                .build();
    }

    /** Without replicas: their number belongs to another field manager. */
    private Deployment deployment() {
        PodTemplateSpec template = template();
        boolean probed = template.getSpec().getContainers().getFirst().getReadinessProbe() != null;
        return new DeploymentBuilder()
                .withMetadata(names.of(pair(), record.version()))
                .withNewSpec()
                .withRevisionHistoryLimit(1)
                .withMinReadySeconds(probed ? null : WORKER_MIN_READY_SECONDS)
                .withNewSelector()
                .withMatchLabels(names.selector(pair()))
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString("25%"))
                .withMaxUnavailable(new IntOrString(0))
                .endRollingUpdate()
                .endStrategy()
                .withTemplate(template)
                .endSpec()
                .build();
    }

    private PodTemplateSpec template() {
        PodTemplateSpec recorded = CanonicalJson.read(record.template(), PodTemplateSpec.class);
        return epoch.map(of -> new PodTemplateSpecBuilder(new Credentials(recorded).in(of, names.ofEpoch(of.number())))
                        .editMetadata()
                        .addToLabels(Marks.EPOCH, Long.toString(of.number()))
                        .endMetadata()
                        .accept(TopologySpreadConstraintBuilder.class, spread -> spread.editLabelSelector()
                                .addToMatchLabels(Marks.EPOCH, Long.toString(of.number()))
                                .endLabelSelector())
                        .build())
                .orElse(recorded);
    }
}
