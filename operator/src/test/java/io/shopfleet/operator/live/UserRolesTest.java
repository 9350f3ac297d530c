package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.manifest.Yaml;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.Chart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart's roles for people, held in one namespace by users who are nothing else. */
class UserRolesTest {
    private static final ApiServer SERVER = ApiServer.shared();

    private String namespace;
    private String elsewhere;

    @BeforeAll
    static void install() {
        Chart.install(SERVER);
    }

    @BeforeEach
    void begin() {
        namespace = SERVER.newNamespace("team", Map.of());
        elsewhere = SERVER.newNamespace("other", Map.of());
        SERVER.admin().resource(new SecretBuilder()
                        .withNewMetadata().withName("token").withNamespace(namespace)
                        .addToLabels("shopfleet.io/bindable", "true")
                        .endMetadata()
                        .addToStringData("token", "secret")
                        .build())
                .create();
    }

    @AfterEach
    void end() {
        SERVER.admin().namespaces().withName(namespace).delete();
        SERVER.admin().namespaces().withName(elsewhere).delete();
    }

    /** Somebody who holds the role in the namespace and nothing else anywhere. */
    private KubernetesClient holder(String role) {
        String user = role + "-of-" + namespace;
        SERVER.admin().resource(new RoleBindingBuilder()
                        .withNewMetadata().withName(role).withNamespace(namespace).endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .create();
        return SERVER.as(user);
    }

    private static boolean may(KubernetesClient client, String verb, String resource, String namespace) {
        String[] parts = resource.split("/");
        var attributes = new ResourceAttributesBuilder()
                .withVerb(verb).withGroup(parts[0].startsWith("shop") ? "shopfleet.io" : "")
                .withResource(parts[0]).withSubresource(parts.length > 1 ? parts[1] : null).withNamespace(namespace)
                .build();
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec().withResourceAttributes(attributes).endSpec()
                .build();
        return client.resource(review).create().getStatus().getAllowed();
    }

    private static ShopService service(String namespace) {
        var service = new ShopService();
        service.getMetadata().setName("orders");
        service.getMetadata().setNamespace(namespace);
        service.setSpec(Yaml.resource(
                "{metadata: {name: orders}, spec: {image: \"registry.example/orders:1\"}}", ShopService.class).getSpec());
        return service;
    }

    @ParameterizedTest(name = "{0} may {1}; not {2}")
    @CsvSource({
        "shopfleet-view, get list watch, create update patch delete deletecollection",
        "shopfleet-edit, get list watch create update patch delete, deletecollection",
        "shopfleet-admin, get list watch create update patch delete deletecollection, escalate"
    })
    void eachRoleAllowsItsVerbsOnServicesOfItsNamespaceAndNoOther(String role, String allowed, String denied) {
        KubernetesClient user = holder(role);
        List.of(allowed.split(" ")).forEach(verb -> {
            assertThat(may(user, verb, "shopservices", namespace)).as("%s may %s", role, verb).isTrue();
            assertThat(may(user, verb, "shopservices", elsewhere)).as("%s may %s elsewhere", role, verb).isFalse();
        });
        List.of(denied.split(" ")).forEach(verb ->
                assertThat(may(user, verb, "shopservices", namespace)).as("%s may %s", role, verb).isFalse());
        boolean writes = allowed.contains("create");
        assertThat(may(user, "patch", "shopservices/scale", namespace)).isEqualTo(writes);
        assertThat(may(user, "get", "shopservices/status", namespace)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"shopfleet-view", "shopfleet-edit", "shopfleet-admin"})
    void noRoleReachesStatusEnvironmentsSecretsPodsOrRoles(String role) {
        KubernetesClient user = holder(role);
        for (String verb : List.of("create", "update", "patch", "delete", "deletecollection")) {
            assertThat(may(user, verb, "shopservices/status", namespace)).as(verb).isFalse();
            assertThat(may(user, verb, "shopenvironments", null)).as(verb).isFalse();
        }
        for (String resource : List.of("secrets", "configmaps", "pods", "pods/exec", "serviceaccounts/token")) {
            for (String verb : List.of("get", "list", "watch", "create", "patch", "impersonate")) {
                assertThat(may(user, verb, resource, namespace)).as(verb + " " + resource).isFalse();
            }
        }
        assertThatThrownBy(() -> user.secrets().inNamespace(namespace).withName("token").get())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("cannot get resource \"secrets\"");
    }

    /** By deed, since the controller that adds the rules to the built-in roles may still be at it. */
    private static void soon(Runnable deed) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptionsInstanceOf(KubernetesClientException.class).until(() -> {
            deed.run();
            return true;
        });
    }

    @Test
    void whoHoldsTheBuiltInViewSeesServicesAndChangesNoneAndReadsNoSecret() {
        KubernetesClient viewer = holder("view");
        SERVER.admin().resource(service(namespace)).create();
        soon(() -> assertThat(viewer.resources(ShopService.class).inNamespace(namespace).list().getItems()).hasSize(1));
        assertThat(may(viewer, "patch", "shopservices", namespace)).isFalse();
        assertThat(may(viewer, "get", "secrets", namespace)).isFalse();
    }

    @Test
    void whoHoldsTheBuiltInEditWritesServicesAndNeitherStatusNorEnvironments() {
        KubernetesClient editor = holder("edit");
        soon(() -> editor.resource(service(namespace)).create());
        editor.resources(ShopService.class).inNamespace(namespace).withName("orders").scale(3);
        ShopService seen = editor.resources(ShopService.class).inNamespace(namespace).withName("orders").get();
        assertThat(seen.getSpec().replicas()).isEqualTo(3);
        seen.setStatus(CanonicalJson.read("{\"observedGeneration\": 1}", ShopServiceStatus.class));
        assertThatThrownBy(() -> editor.resource(seen).updateStatus())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("cannot update resource \"shopservices/status\"");
        assertThat(may(editor, "create", "shopenvironments", null)).isFalse();
        assertThatThrownBy(() -> editor.resource(service(elsewhere)).create()).isInstanceOf(KubernetesClientException.class);
        editor.resource(seen).delete();
    }

    @Test
    void whoHoldsTheBuiltInAdminMayDeleteAllServicesOfTheNamespaceAtOnce() {
        KubernetesClient admin = holder("admin");
        await().atMost(Duration.ofSeconds(60)).until(() -> may(admin, "deletecollection", "shopservices", namespace));
        assertThat(may(holder("edit"), "deletecollection", "shopservices", namespace)).isFalse();
        assertThat(may(admin, "patch", "shopservices/status", namespace)).isFalse();
    }
}
