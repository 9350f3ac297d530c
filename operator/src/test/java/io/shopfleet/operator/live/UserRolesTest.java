package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shopfleet.testkit.ApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People with the cluster's own roles in a namespace, once the operator's chart is installed. */
class UserRolesTest {
    private static final Path RENDERED = Path.of("../charts/shopfleet/golden/default.yaml");
    private static final ApiServer SERVER = ApiServer.shared();
    private static String namespace;

    /** Roles alone: nothing here needs an operator. */
    @BeforeAll
    static void install() throws IOException {
        namespace = SERVER.newNamespace("people", Map.of());
        try (InputStream yaml = Files.newInputStream(RENDERED)) {
            SERVER.admin().load(yaml).items().stream()
                    .filter(object -> object instanceof ClusterRole && object.getMetadata().getName().startsWith("shopfleet-"))
                    .forEach(object -> SERVER.admin().resource(object).forceConflicts().serverSideApply());
        }
        List.of("view", "edit", "admin").forEach(UserRolesTest::bind);
    }

    private static void bind(String role) {
        SERVER.admin().resource(new RoleBindingBuilder()
                        .withNewMetadata().withName(role).withNamespace(namespace).endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                        .addNewSubject("rbac.authorization.k8s.io", "User", "with-" + role, null)
                        .build())
                .create();
    }

    private static boolean may(KubernetesClient person, String verb, String resource, String subresource, String where) {
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(where)
                .withVerb(verb)
                .withGroup("shopfleet.io")
                .withResource(resource)
                .withSubresource(subresource)
                .endResourceAttributes()
                .endSpec()
                .build();
        return person.resource(review).create().getStatus().getAllowed();
    }

    /** Kubernetes adds the rules to its roles a moment after they come. */
    private static KubernetesClient person(String role) {
        KubernetesClient person = SERVER.as("with-" + role);
        await().atMost(Duration.ofSeconds(60)).until(() -> may(person, "list", "shopservices", "", namespace));
        return person;
    }

    @Test
    void whoMayViewSeesServicesAndChangesNothing() {
        var person = person("view");
        assertThat(List.of("get", "watch")).allMatch(verb -> may(person, verb, "shopservices", "", namespace));
        assertThat(List.of("create", "update", "patch", "delete", "deletecollection"))
                .noneMatch(verb -> may(person, verb, "shopservices", "", namespace));
        assertThat(may(person, "patch", "shopservices", "scale", namespace)).isFalse();
        assertThat(may(person, "get", "shopenvironments", "", null)).as("environments belong to no namespace").isFalse();
    }

    @Test
    void whoMayEditOrAdministerMakesChangesScalesAndDeletesServicesOfTheNamespaceAndNothingElse() {
        for (String role : List.of("edit", "admin")) {
            var person = person(role);
            await().atMost(Duration.ofSeconds(60)).until(() -> may(person, "create", "shopservices", "", namespace));
            assertThat(List.of("update", "patch", "delete", "deletecollection"))
                    .allMatch(verb -> may(person, verb, "shopservices", "", namespace));
            assertThat(may(person, "patch", "shopservices", "scale", namespace)).isTrue();
            assertThat(may(person, "patch", "shopservices", "status", namespace)).as("status, by " + role).isFalse();
            assertThat(may(person, "patch", "shopservices", "", "default")).as("elsewhere, by " + role).isFalse();
            assertThat(List.of("create", "patch", "delete"))
                    .noneMatch(verb -> may(person, verb, "shopenvironments", "", null));
        }
    }
}
