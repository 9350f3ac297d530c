package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopDatabase;
import io.shopfleet.testkit.Definitions;
import io.shopfleet.testkit.Edit;
import io.shopfleet.testkit.backend.PostgresServer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With the real definitions on a real API server, and a real PostgreSQL behind them. The operator of CloudNativePG is played. */
@DisplayName("A PostgreSQL that CloudNativePG runs")
class CloudNativePostgresTest {
    private static final String API = "postgresql.cnpg.io/v1";
    private static final String ASKED = "{cloudNativePG: {instances: 1, storage: 1024Mi, resources: {requests: {cpu: \"0.1\"}}}}";
    private static Abroad abroad;
    private static OtherOperator cloudNative;
    private static PostgresServer postgres;

    @BeforeAll
    static void open() {
        postgres = PostgresServer.launchWithTls();
        abroad = new Abroad();
        cloudNative = new OtherOperator(abroad);
        abroad.start();
    }

    @AfterAll
    static void close() {
        abroad.close();
        postgres.close();
        Definitions.CLOUDNATIVEPG.remove(abroad.server);
    }

    private static String name() {
        return abroad.home + "-postgres";
    }

    private static void play(String status) {
        cloudNative.tell(API, "Cluster", name(), status);
    }

    @Test
    void isAskedForWaitedForAndThenUsedLikeAnyOther() throws Exception {
        cloudNative.ask("postgres", ASKED);
        Definitions.CLOUDNATIVEPG.remove(abroad.server);
        assertThat(cloudNative.look().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path() + " " + problem.reason()).isEqualTo("spec.postgres.cloudNativePG " + Reason.OperatorMissing);
            assertThat(problem.message()).isEqualTo("the cluster does not serve version v1 of clusters.postgresql.cnpg.io");
        });
        abroad.database(abroad.namespace, "orders");
        abroad.tells(ShopDatabase.class, abroad.namespace, "orders", "Ready", "Unknown CredentialsMissing");

        Definitions.CLOUDNATIVEPG.install(abroad.server);
        cloudNative.look();
        assertThat(cloudNative.asked(API, "Cluster", name()).<Object>get("spec", "storage", "size")).isEqualTo("1Gi");
        assertThat(cloudNative.asked(API, "Cluster", name()).<Object>get("spec", "resources", "requests", "cpu")).isEqualTo("100m");
        assertThat(cloudNative.asked(API, "Cluster", name()).<Object>get("spec", "enableSuperuserAccess")).isEqualTo(true);
        assertThat(cloudNative.said()).isEqualTo("Unknown Reconciling: not ready yet: postgres (CloudNativePG: Cluster "
                + name() + " is not ready yet)");
        play("phase: Setting up primary\nphaseReason: Creating primary instance");
        cloudNative.look();
        assertThat(cloudNative.said()).isEqualTo("Unknown Reconciling: not ready yet: postgres "
                + "(CloudNativePG: Setting up primary: Creating primary instance)");

        play("""
                phase: Cluster in healthy state
                certificates: {serverCASecret: its-authority}
                conditions: [{type: Ready, status: "True", reason: ClusterIsReady, message: Cluster is Ready,
                              lastTransitionTime: "2026-11-01T07:00:00Z"}]
                """);
        assertThat(cloudNative.look().problems()).extracting(problem -> problem.message()).containsExactly(
                "CloudNativePG says that the server is ready, but there is no Secret " + name() + "-superuser in namespace "
                        + cloudNative.backends);
        cloudNative.secret("its-authority", Map.of("ca.crt", Files.readString(postgres.authority())));
        cloudNative.secret(name() + "-superuser", Map.of("username", PostgresServer.SUPERUSER, "password", postgres.password(),
                "host", postgres.host(), "port", String.valueOf(postgres.port())));
        cloudNative.look();
        assertThat(cloudNative.said()).isEqualTo("True Ready: services may use it");
        abroad.tells(ShopDatabase.class, abroad.namespace, "orders", "Synced", "True Synced");
        assertThat(postgres.run("select count(*) from pg_database where datname = '" + abroad.namespace.replace('-', '_') + "_orders'"))
                .isEqualTo("1");
        quietAndFaithful();
    }

    /** What is in order costs no write; what somebody changes is put right; what belongs to others is left alone. */
    private static void quietAndFaithful() {
        cloudNative.assertQuiet();
        Edit.persistently(() -> abroad.admin.genericKubernetesResources(API, "Cluster").inNamespace(cloudNative.backends).withName(name()).edit(cluster -> {
            cluster.<Map<String, Object>>get("spec").put("instances", 2);
            return cluster;
        }));
        cloudNative.look();
        assertThat(cloudNative.asked(API, "Cluster", name()).<Object>get("spec", "instances")).isEqualTo(1);
        play("""
                phase: Failing over
                conditions: [{type: Ready, status: "False", reason: ClusterIsNotReady, message: Cluster Is Not Ready,
                              lastTransitionTime: "2026-11-01T08:00:00Z"}]
                """);
        cloudNative.look();
        assertThat(cloudNative.said()).isEqualTo(
                "Unknown Reconciling: not ready yet: postgres (CloudNativePG: Cluster Is Not Ready)");
        assertThat(cloudNative.environment().getStatus().servers()).as("it is where it was").singleElement().satisfies(server ->
                assertThat(server.addresses()).isEqualTo(List.of(postgres.host() + ":" + postgres.port())));
        cloudNative.ask("cache", "{external: {address: 'redis:6379', credentialsSecret: redis}}");
        cloudNative.look();
        assertThat(cloudNative.asked(API, "Cluster", name())).as("it holds data").isNotNull();
    }
}
