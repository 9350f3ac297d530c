package io.shopfleet.operator.render;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.runtime.RawExtension;
import io.shopfleet.api.v1alpha1.Autoscaling;
import io.shopfleet.api.v1alpha1.Port;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.RevisionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The objects of one revision, made from its record, never from the spec: but for the autoscaler, which shapes no pod. */
public record RevisionObjects(Names names, RevisionRecord record) {

    /**
     * Without a readiness probe a pod counts as ready the moment it starts; so long it must stay up before it counts as
     * available, or a worker that crashes at once would be promoted between two crashes.
     */
    private static final int WORKER_MIN_READY_SECONDS = 10;

    public List<HasMetadata> all() {
        var objects = new ArrayList<HasMetadata>(List.of(controllerRevision(), configMap()));
        List<Port> ports = ports();
        if (!ports.isEmpty()) {
            objects.add(Services.of(
                    names.ofRevision(record.revision(), record.version()),
                    names.selector(record.revision()),
                    ports));
        }
        objects.add(deployment());
        return objects;
    }

    public List<Port> ports() {
        return List.of(CanonicalJson.read(record.ports(), Port[].class));
    }

    public ControllerRevision controllerRevision() {
        return new ControllerRevisionBuilder()
                .withMetadata(names.ofRevision(record.revision(), record.version()))
                .withRevision(record.sequence())
                .withData(new RawExtension(record.data()))
                .build();
    }

    private ConfigMap configMap() {
        return new ConfigMapBuilder()
                .withMetadata(names.ofRevision(record.revision(), record.version()))
                .withImmutable(true)
                .withData(Map.of(ConfigDocument.KEY, record.config()))
                .build();
    }

    /** @param least pods that stay, whatever the load: one that has just come must not take any away */
    public HorizontalPodAutoscaler autoscaler(Autoscaling wanted, int least) {
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(names.ofRevision(record.revision(), record.version()))
                .withNewSpec()
                .withNewScaleTargetRef()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(names.ofRevision(record.revision()))
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

    /** Without replicas: their number belongs to another field manager. */
    private Deployment deployment() {
        PodTemplateSpec template = CanonicalJson.read(record.template(), PodTemplateSpec.class);
        boolean probed = template.getSpec().getContainers().getFirst().getReadinessProbe() != null;
        return new DeploymentBuilder()
                .withMetadata(names.ofRevision(record.revision(), record.version()))
                .withNewSpec()
                .withRevisionHistoryLimit(1)
                .withMinReadySeconds(probed ? null : WORKER_MIN_READY_SECONDS)
                .withNewSelector()
                .withMatchLabels(names.selector(record.revision()))
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
}
