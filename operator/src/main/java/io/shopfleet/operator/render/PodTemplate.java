package io.shopfleet.operator.render;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.shopfleet.api.v1alpha1.ObjectRef;
import io.shopfleet.api.v1alpha1.PodOptions;
import io.shopfleet.api.v1alpha1.PortProtocol;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.api.v1alpha1.TaintEffect;
import io.shopfleet.api.v1alpha1.Toleration;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.source.Use;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The pods of a revision. They pass the restricted Pod Security level, spread over nodes, and leave the endpoints before
 * they stop. Defaults inside lists are spelled out and zeros left out, so that the server gives back what was sent.
 */
final class PodTemplate {
    /** Raised when the template changes for equal input. Running revisions keep the one they were rendered with. */
    static final String RENDERER = "1";

    /**
     * The same for services that name Secrets or ConfigMaps. Renderer 1 had pods mount those themselves, so that a revision of
     * it cannot stand for one of copies, even when nothing else differs.
     */
    static final String COPYING_RENDERER = "2";

    static final String CONTAINER = "app";

    /** Long enough for every node to hear that the pod left the endpoints. */
    private static final long DRAIN_SECONDS = 5;

    private static final long GRACE_SECONDS = 35;

    private PodTemplate() {}

    static String renderer(ShopServiceSpec spec, List<Contribution> edges) {
        boolean bound = edges.stream().anyMatch(edge -> edge.secret().isPresent());
        return bound || Use.all(spec).findAny().isPresent() ? COPYING_RENDERER : RENDERER;
    }

    static PodTemplateSpec of(
            Names names, String revision, String version, ShopServiceSpec spec, PodVariables variables, PodVolumes volumes) {
        Optional<PodOptions> pod = Optional.ofNullable(spec.pod());
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels(names.labels(revision, version), pod))
                .withAnnotations(pod.map(PodOptions::annotations).filter(map -> !map.isEmpty()).orElse(null))
                .endMetadata()
                .withSpec(podSpec(names, revision, pod)
                        .withContainers(container(spec, variables, volumes))
                        .withVolumes(volumes.volumes())
                        .build())
                .build();
    }

    private static PodSpecBuilder podSpec(Names names, String revision, Optional<PodOptions> pod) {
        return new PodSpecBuilder()
                .withServiceAccountName(names.service())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withImagePullSecrets(pod.map(PodOptions::imagePullSecrets).orElse(List.of()).stream()
                        .map(ObjectRef::name)
                        .map(LocalObjectReference::new)
                        .toList())
                .withNodeSelector(pod.map(PodOptions::nodeSelector).filter(map -> !map.isEmpty()).orElse(null))
                .withTolerations(pod.map(PodOptions::tolerations).orElse(List.of()).stream()
                        .map(PodTemplate::toleration)
                        .toList())
                .withPriorityClassName(pod.map(PodOptions::priorityClassName).orElse(null))
                .withTopologySpreadConstraints(spread(names.selector(revision), pod));
    }

    private static Map<String, String> labels(Map<String, String> own, Optional<PodOptions> pod) {
        var labels = new TreeMap<>(pod.map(PodOptions::labels).orElse(Map.of()));
        labels.putAll(own);
        return labels;
    }

    private static Container container(ShopServiceSpec spec, PodVariables variables, PodVolumes volumes) {
        var container = new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(spec.image())
                .withCommand(spec.command())
                .withArgs(spec.args())
                .withEnv(variables.list())
                .withVolumeMounts(volumes.mounts())
                .withResources(Quantities.requirements(spec.resources()))
                .withSecurityContext(restricted());
        spec.ports().forEach(port -> container.addNewPort()
                .withName(port.name())
                .withContainerPort(port.port())
                .withProtocol("TCP")
                .endPort());
        if (!spec.ports().isEmpty()) {
            container.withNewLifecycle()
                    .withNewPreStop()
                    .withNewSleep(DRAIN_SECONDS)
                    .endPreStop()
                    .endLifecycle();
        }
        Probes.of(spec).addTo(container);
        return container.build();
    }

    private static SecurityContext restricted() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }

    private static io.fabric8.kubernetes.api.model.Toleration toleration(Toleration toleration) {
        return new TolerationBuilder()
                .withKey(toleration.key())
                .withOperator(toleration.operator().name())
                .withValue(toleration.value())
                .withEffect(toleration.effect() == TaintEffect.Any ? null : toleration.effect().name())
                .withTolerationSeconds(toleration.tolerationSeconds())
                .build();
    }

    /** Nodes are preferred, not required: a small cluster runs everything. */
    private static TopologySpreadConstraint spread(Map<String, String> selector, Optional<PodOptions> pod) {
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey(pod.map(PodOptions::topologyKey).orElse("kubernetes.io/hostname"))
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(selector)
                .endLabelSelector()
                .build();
    }

    /** What the port's protocol is called in a Service. */
    static String appProtocol(PortProtocol protocol) {
        return switch (protocol) {
            case HTTP -> "http";
            case GRPC -> "kubernetes.io/h2c";
            case TCP -> null;
        };
    }
}
