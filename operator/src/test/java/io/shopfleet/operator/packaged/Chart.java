package io.shopfleet.operator.packaged;

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
import io.shopfleet.testkit.ApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The operator's chart as a user installs it, as far as rights go. Its service account is replaced by a group, so that each
 * replica can be a user of its own and the audit log tells them apart.
 */
final class Chart {
    static final String GROUP = "shopfleet-replicas";
    private static final Path RENDERED = Path.of("../charts/shopfleet/golden/default.yaml");

    private Chart() {}

    /** A namespace for an installation of its own, in which the group may hold the lease. Answers its name. */
    static String install(ApiServer server) {
        String namespace = server.newNamespace("system", Map.of());
        KubernetesClient admin = server.admin();
        rendered(admin).forEach(object -> {
            if (object.getMetadata().getNamespace() != null) {
                object.getMetadata().setNamespace(namespace);
            }
            if (object instanceof RoleBinding binding) {
                binding.setSubjects(subjects());
            }
            if (object instanceof ClusterRoleBinding binding) {
                binding.setSubjects(subjects());
            }
            admin.resource(object).forceConflicts().serverSideApply();
        });
        return namespace;
    }

    static LeaseSpec lease(ApiServer server, String namespace) {
        return server.admin().resources(Lease.class).inNamespace(namespace).withName("shopfleet").get().getSpec();
    }

    private static List<HasMetadata> rendered(KubernetesClient client) {
        try (InputStream yaml = Files.newInputStream(RENDERED)) {
            return client.load(yaml).items().stream()
                    .filter(object -> object instanceof ClusterRole
                            || object instanceof ClusterRoleBinding
                            || object instanceof Role
                            || object instanceof RoleBinding)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the rendered chart cannot be read: run the tests in the folder operator", e);
        }
    }

    private static List<Subject> subjects() {
        return List.of(new SubjectBuilder()
                .withKind("Group")
                .withApiGroup("rbac.authorization.k8s.io")
                .withName(GROUP)
                .build());
    }
}
