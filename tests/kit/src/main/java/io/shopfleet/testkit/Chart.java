package io.shopfleet.testkit;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shopfleet.testkit.machine.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * The operator's chart as a user installs it, as far as rights go. A group has the rights of its service account, so that each
 * replica can be a user of its own and the audit log tells them apart.
 */
public final class Chart {
    public static final String GROUP = "shopfleet-replicas";
    /** Has the rights of an installation that is confined to one namespace. */
    public static final String CONFINED = "shopfleet-confined";
    /** The service account of the chart. */
    public static final String ACCOUNT = "shopfleet";

    private static final String RENDERED = "charts/shopfleet/golden/default.yaml";
    private static final String RENDERED_CONFINED = "charts/shopfleet/golden/confined.yaml";

    private Chart() {}

    /** A namespace for an installation of its own, in which the group may hold the lease, as the account may. Answers its name. */
    public static String install(ApiServer server) {
        String namespace = server.newNamespace("system", Map.of());
        KubernetesClient admin = server.admin();
        rendered(admin, RENDERED).forEach(object -> {
            if (object.getMetadata().getNamespace() != null) {
                object.getMetadata().setNamespace(namespace);
            }
            apply(admin, object, subjects(namespace, GROUP));
        });
        return namespace;
    }

    /** The same for an installation with rights in one namespace, for the group {@value #CONFINED}. */
    public static String confine(ApiServer server, String watched) {
        String namespace = server.newNamespace("system", Map.of());
        KubernetesClient admin = server.admin();
        rendered(admin, RENDERED_CONFINED).stream()
                .filter(object -> !"payments".equals(object.getMetadata().getNamespace()))
                .forEach(object -> {
                    if (object.getMetadata().getNamespace() != null) {
                        boolean ofServices = object.getMetadata().getNamespace().equals("shop");
                        object.getMetadata().setNamespace(ofServices ? watched : namespace);
                    }
                    apply(admin, object, subjects(namespace, CONFINED));
                });
        return namespace;
    }

    private static void apply(KubernetesClient admin, HasMetadata object, List<Subject> subjects) {
        if (object instanceof RoleBinding binding) {
            binding.setSubjects(subjects);
        }
        if (object instanceof ClusterRoleBinding binding) {
            binding.setSubjects(subjects);
        }
        admin.resource(object).forceConflicts().serverSideApply();
    }

    public static LeaseSpec lease(ApiServer server, String namespace) {
        return server.admin().resources(Lease.class).inNamespace(namespace).withName("shopfleet").get().getSpec();
    }

    private static List<HasMetadata> rendered(KubernetesClient client, String variant) {
        try (InputStream yaml = Files.newInputStream(Checkout.file(variant, "run inside the repository"))) {
            return client.load(yaml).items().stream()
                    .filter(object -> object instanceof ClusterRole
                            || object instanceof ClusterRoleBinding
                            || object instanceof Role
                            || object instanceof RoleBinding)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the rendered chart cannot be read", e);
        }
    }

    private static List<Subject> subjects(String namespace, String group) {
        return List.of(
                new SubjectBuilder().withKind("Group").withApiGroup("rbac.authorization.k8s.io").withName(group).build(),
                new SubjectBuilder().withKind("ServiceAccount").withNamespace(namespace).withName(ACCOUNT).build());
    }
}
