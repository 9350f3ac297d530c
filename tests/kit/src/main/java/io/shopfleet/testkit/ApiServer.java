package io.shopfleet.testkit;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.shopfleet.testkit.machine.Certificates;
import io.shopfleet.testkit.machine.Home;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A real control plane on the loopback address: etcd, kube-apiserver with an audit log, and the controllers that workloads
 * need. There is no node: {@link PlayedNode} plays one. One server serves all tests of a JVM and ends with it.
 */
public final class ApiServer {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> DEFINITIONS = List.of(
            "shopenvironments.shopfleet.io.yaml", "shopservices.shopfleet.io.yaml", "shoptopics.shopfleet.io.yaml",
            "shopdatabases.shopfleet.io.yaml", "shopcaches.shopfleet.io.yaml", "shopclaims.shopfleet.io.yaml");
    private static ApiServer shared;
    private static RuntimeException failure;

    private final Path bin;
    private final Home home = Home.make();
    private final Certificates certificates = new Certificates();
    private final ControlPlane plane;
    private final AuditLog audit;
    private final Map<List<String>, KubernetesClient> clients = new ConcurrentHashMap<>();

    private ApiServer(Path bin) {
        this.bin = bin;
        plane = new ControlPlane(bin, home.folder(), certificates);
        audit = new AuditLog(plane.auditLog);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "testkit-end"));
    }

    /** The server of this JVM, started by the first who asks. The kinds of Shopfleet are known to it. */
    public static synchronized ApiServer shared() {
        if (failure != null) {
            throw new IllegalStateException("the test server did not start; see the first failure", failure);
        }
        if (shared == null) {
            try {
                shared = new ApiServer(Binaries.folder());
                shared.start();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return shared;
    }

    private void start() {
        plane.etcd.start();
        startApiServer();
        // Before the controllers: the garbage collector learns of later kinds only every half minute.
        applyCrds();
        Certificates.write(home.folder().resolve("controllers.kubeconfig"),
                Kubeconfig.of(plane.url, certificates, "system:kube-controller-manager", "system:masters").text());
        plane.controllers.start();
    }

    /** A client that may do everything. Do not close it. */
    public KubernetesClient admin() {
        return as("admin", "system:masters");
    }

    /** A client with a certificate for this user and these groups. One per user and JVM: do not close it. */
    public KubernetesClient as(String user, String... groups) {
        var key = new ArrayList<>(List.of(groups));
        key.addFirst(user);
        return clients.computeIfAbsent(key, k -> new KubernetesClientBuilder().withConfig(config(user, groups)).build());
    }

    /** Settings for a client of one's own. */
    public Config config(String user, String... groups) {
        return Kubeconfig.of(plane.url, certificates, user, groups).config();
    }

    /** A kubeconfig file for another process that acts as this user. */
    public Path kubeconfig(String user, String... groups) {
        String file = user.replaceAll("[^A-Za-z0-9.-]", "_") + "-" + Integer.toHexString(List.of(groups).hashCode()) + ".kubeconfig";
        return Certificates.write(home.folder().resolve("kubeconfigs").resolve(file),
                Kubeconfig.of(plane.url, certificates, user, groups).text());
    }

    /** A kubeconfig file for another process that acts as this service account, which is made when it is missing. */
    public Path accountKubeconfig(String namespace, String account) {
        var made = new ServiceAccountBuilder().withNewMetadata().withNamespace(namespace).withName(account).endMetadata().build();
        admin().resource(made).serverSideApply();
        var request = new TokenRequestBuilder().withNewSpec().withExpirationSeconds(Duration.ofDays(1).toSeconds()).endSpec().build();
        String token = admin().serviceAccounts().inNamespace(namespace).withName(account).tokenRequest(request).getStatus().getToken();
        return Certificates.write(home.folder().resolve("kubeconfigs").resolve(namespace + "-" + account + ".kubeconfig"),
                Kubeconfig.text(plane.url, certificates, token));
    }

    /** kubectl with the rights of an administrator. */
    public Kubectl kubectl() {
        return new Kubectl(bin.resolve("kubectl"), kubeconfig("admin", "system:masters"));
    }

    public AuditLog audit() {
        return audit;
    }

    /** Freezes the controllers: a test may then write what they would overwrite, such as the status of a Deployment. */
    public void pauseControllers() {
        plane.controllers.signal("STOP");
    }

    public void resumeControllers() {
        plane.controllers.signal("CONT");
    }

    /** Starts the controllers anew: after an outage they wait up to a minute before they look again. */
    public void restartControllers() {
        plane.controllers.kill();
        plane.controllers.start();
    }

    /** Ends the API server at once, as a crash would. Its data stay. */
    public void stopApiServer() {
        plane.apiServer.kill();
    }

    /** Starts the API server on the same data and the same port, and returns when it is ready. */
    public void startApiServer() {
        plane.apiServer.start();
        var impatient = new ConfigBuilder(config("admin", "system:masters")).withRequestRetryBackoffLimit(0).build();
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(impatient).build()) {
            await("the API server to be ready").until(() -> {
                plane.etcd.assertAlive();
                plane.apiServer.assertAlive();
                return answersReady(client);
            });
        }
    }

    /** Applies the definitions of Shopfleet's kinds and returns when they are served. */
    public void applyCrds() {
        var ssa = new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY).withFieldManager("testkit").withForce(true).build();
        for (String name : DEFINITIONS) {
            CustomResourceDefinition crd = admin().getKubernetesSerialization().unmarshal(resource(name), CustomResourceDefinition.class);
            admin().resource(crd).patch(ssa);
            String version = crd.getSpec().getVersions().getFirst().getName();
            await(name + " to be served").until(() -> exists(
                    "/apis/" + crd.getSpec().getGroup() + "/" + version + "/" + crd.getSpec().getNames().getPlural()));
        }
    }

    /**
     * Lets the server accept any spec and status of Shopfleet's kinds, until {@link #applyCrds()}, and returns at once: the
     * server goes by the looser schema a moment later. By the manager that applies the real one, so that applying it takes this away.
     */
    public void loosenCrds() {
        var ssa = new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY).withFieldManager("testkit").withForce(true).build();
        var anything = new JSONSchemaPropsBuilder().withType("object").withXKubernetesPreserveUnknownFields(true).build();
        // What watches select by has to be told.
        var status = new JSONSchemaPropsBuilder(anything)
                .addToProperties("pendingTemplateUpdate", new JSONSchemaPropsBuilder().withType("boolean").build())
                .build();
        var schema = new JSONSchemaPropsBuilder().withType("object").withProperties(Map.of("spec", anything, "status", status)).build();
        for (String name : DEFINITIONS) {
            CustomResourceDefinition crd = admin().getKubernetesSerialization().unmarshal(resource(name), CustomResourceDefinition.class);
            crd.getSpec().getVersions().forEach(version -> version.getSchema().setOpenAPIV3Schema(schema));
            admin().resource(crd).patch(ssa);
        }
    }

    /** Makes a namespace of its own for a test. Its name is the prefix and five random letters. */
    public String newNamespace(String prefix, Map<String, String> labels) {
        String suffix = ThreadLocalRandom.current().ints(5, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        var namespace = new NamespaceBuilder().withNewMetadata().withName(prefix + "-" + suffix).withLabels(labels).endMetadata().build();
        return admin().resource(namespace).create().getMetadata().getName();
    }

    private boolean exists(String path) {
        try {
            return admin().raw(path) != null;
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    private static boolean answersReady(KubernetesClient client) {
        try {
            return "ok".equals(client.raw("/readyz"));
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }

    static org.awaitility.core.ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(LIMIT).pollInterval(50, TimeUnit.MILLISECONDS).pollDelay(Duration.ZERO);
    }

    private static InputStream resource(String name) {
        InputStream stream = ApiServer.class.getResourceAsStream("/io/shopfleet/crds/" + name);
        if (stream == null) {
            throw new IllegalStateException(name + " is not in the jar shopfleet-crds; build it: mvn -pl crds install");
        }
        return stream;
    }

    private void end() {
        plane.controllers.kill();
        plane.apiServer.kill();
        plane.etcd.kill();
        home.remove();
    }
}
