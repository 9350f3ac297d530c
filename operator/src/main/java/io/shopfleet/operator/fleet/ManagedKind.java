package io.shopfleet.operator.fleet;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Arrays;

/** The kinds of object the operator makes for a service, in the order in which they are applied. */
public enum ManagedKind {
    ServiceAccount(ServiceAccount.class, "/api/v1", "serviceaccounts"),
    ControllerRevision(ControllerRevision.class, "/apis/apps/v1", "controllerrevisions"),
    Secret(Secret.class, "/api/v1", "secrets"),
    ConfigMap(ConfigMap.class, "/api/v1", "configmaps"),
    Service(Service.class, "/api/v1", "services"),
    NetworkPolicy(NetworkPolicy.class, "/apis/networking.k8s.io/v1", "networkpolicies"),
    Job(Job.class, "/apis/batch/v1", "jobs"),
    Deployment(Deployment.class, "/apis/apps/v1", "deployments"),
    PodDisruptionBudget(PodDisruptionBudget.class, "/apis/policy/v1", "poddisruptionbudgets"),
    HorizontalPodAutoscaler(HorizontalPodAutoscaler.class, "/apis/autoscaling/v2", "horizontalpodautoscalers");

    private final Class<? extends HasMetadata> type;
    private final String api;
    private final String plural;

    ManagedKind(Class<? extends HasMetadata> type, String api, String plural) {
        this.type = type;
        this.api = api;
        this.plural = plural;
    }

    public Class<? extends HasMetadata> type() {
        return type;
    }

    /** The object's path on the API server. */
    public String path(String namespace, String name) {
        return api + "/namespaces/" + namespace + "/" + plural + "/" + name;
    }

    public static ManagedKind of(HasMetadata object) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.isInstance(object))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a managed kind: " + object.getKind()));
    }
}
