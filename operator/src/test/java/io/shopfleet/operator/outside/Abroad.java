package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.ShopClaim;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.operator.ShopCacheReconciler;
import io.shopfleet.operator.ShopDatabaseReconciler;
import io.shopfleet.operator.ShopServiceReconciler;
import io.shopfleet.operator.ShopTopicReconciler;
import io.shopfleet.operator.cluster.watch.LenientReading;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.backend.KafkaServer;
import io.shopfleet.testkit.backend.PostgresServer;
import io.shopfleet.testkit.backend.RedisServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A team and a platform with namespaces of their own, and an operator that looks after what they have outside. */
final class Abroad implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    final ApiServer server = ApiServer.shared();
    final KubernetesClient admin = server.admin();
    final String home = server.newNamespace("home", Map.of());
    final String namespace = newNamespace();
    /** Another team's. */
    final String neighbour = newNamespace();
    /** What the operators wrote, to the API server and outside, in order; one of them may end within it. */
    final Lifeline lifeline = new Lifeline();
    private final Map<String, String> provided = new TreeMap<>();
    /** Sees each request of the operator on its way out. */
    Interceptor onTheWire = new Interceptor() {};
    private KubernetesClient client;
    private Operator operator;

    private String newNamespace() {
        return server.newNamespace("shop", Map.of("shopfleet.io/environment", home));
    }

    /** The environment is called like the operator's namespace. Its Secret is called like what it provides. */
    void provide(String capability, String spec, String username, String password) {
        account(capability, username, password);
        provided.put(capability, spec);
        describe(home, provided);
    }

    void provide(KafkaServer kafka) {
        provide("kafka", "{external: {bootstrapServers: [\"%s\"], credentialsSecret: kafka, tls: None}}".formatted(kafka.bootstrap()),
                KafkaServer.ADMIN, kafka.password());
    }

    void provide(PostgresServer postgres) {
        provide("postgres", "{external: {address: \"%s:%d\", credentialsSecret: postgres, tls: None}}"
                .formatted(postgres.host(), postgres.port()), PostgresServer.SUPERUSER, postgres.password());
    }

    void provide(RedisServer redis) {
        provide("cache", "{external: {address: \"%s:%d\", credentialsSecret: cache, tls: None}}"
                .formatted(redis.host(), redis.port()), RedisServer.ADMIN, redis.password());
    }

    /** A further environment, for the same namespaces. */
    void provide(String environment, String capability, String spec) {
        describe(environment, Map.of(capability, spec));
    }

    /** @param provided lines of the specification, by their keys */
    void describe(String environment, Map<String, String> provided) {
        apply(namespace, """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: %1$s}
                spec:
                  allowedNamespaces: {selector: {matchLabels: {shopfleet.io/environment: %2$s}}}
                """.formatted(environment, home) + provided.entrySet().stream()
                        .map(entry -> "  " + entry.getKey() + ": " + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    void account(String name, String username, String password) {
        admin.resource(new SecretBuilder().withNewMetadata().withName(name).withNamespace(home).endMetadata()
                .withStringData(Map.of("username", username, "password", password)).build()).serverSideApply();
    }

    Abroad start() {
        return start(false);
    }

    /** The services too: their revisions and pods. */
    Abroad startWithServices() {
        return start(true);
    }

    private Abroad start(boolean services) {
        client = new KubernetesClientBuilder()
                .withConfig(server.config("shopfleet-operator", "system:masters"))
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("lifeline", lifeline.atTheApiServer(home, namespace, neighbour))
                        .addOrReplaceInterceptor("test", onTheWire))
                .withKubernetesSerialization(new KubernetesSerialization(LenientReading.configure(new ObjectMapper()), true))
                .build();
        operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withReconciliationTerminationTimeout(Duration.ofSeconds(10))
                .withConcurrentReconciliationThreads(20)
                .withCloseClientOnStop(false));
        register(new ShopTopicReconciler(Clock.systemUTC(), new SimpleMeterRegistry(), lifeline, home));
        register(new ShopCacheReconciler(Clock.systemUTC(), new SimpleMeterRegistry(), lifeline, home));
        register(new ShopDatabaseReconciler(Clock.systemUTC(), new SimpleMeterRegistry(), lifeline, home));
        if (services) {
            operator.register(new ShopServiceReconciler(Clock.systemUTC(), new SimpleMeterRegistry()));
        }
        operator.start();
        return this;
    }

    /** What others have on the same server is not for this operator. */
    private <R extends HasMetadata> void register(Reconciler<R> reconciler) {
        operator.register(reconciler, configuration -> configuration.settingNamespaces(namespace, neighbour));
    }

    /** Where the operator ends in this chapter of a story, another one begins. */
    void lives(BooleanSupplier finished) {
        await().atMost(PATIENCE).until(() -> lifeline.ended() || finished.getAsBoolean());
        if (lifeline.ended()) {
            stop();
            lifeline.endless();
            start();
            await().atMost(PATIENCE).until(finished::getAsBoolean);
        }
    }

    void stop() {
        operator.stop();
        client.close();
    }

    void apply(String namespace, String yaml) {
        GenericKubernetesResource object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        if (!object.getKind().equals("ShopEnvironment")) {
            object.getMetadata().setNamespace(namespace);
        }
        admin.resource(object).fieldManager("team").forceConflicts().serverSideApply();
    }

    void topic(String namespace, String name, String... lines) {
        describe("ShopTopic", home, namespace, name, lines);
    }

    void topicOf(String environment, String name, String... lines) {
        describe("ShopTopic", environment, namespace, name, lines);
    }

    void database(String namespace, String name, String... lines) {
        describe("ShopDatabase", home, namespace, name, lines);
    }

    void cache(String namespace, String name, String... lines) {
        describe("ShopCache", home, namespace, name, lines);
    }

    private void describe(String kind, String environment, String namespace, String name, String... lines) {
        apply(namespace, """
                apiVersion: shopfleet.io/v1alpha1
                kind: %s
                metadata: {name: %s}
                spec:
                  environment: %s
                """.formatted(kind, name, environment) + String.join("", List.of(lines).stream().map(line -> "  " + line + "\n").toList()));
    }

    <R extends CustomResource<?, ExternalStatus>> R get(Class<R> type, String namespace, String name) {
        return admin.resources(type).inNamespace(namespace).withName(name).get();
    }

    /** Waits until the condition has this status and reason. */
    void tells(Class<? extends CustomResource<?, ExternalStatus>> type, String namespace, String name, String condition, String expected) {
        sees(type, namespace, name, status -> assertThat(status.conditions())
                .filteredOn(found -> found.getType().equals(condition))
                .extracting(found -> found.getStatus() + " " + found.getReason())
                .containsExactly(expected));
    }

    void ready(String namespace, String topic) {
        tells(ShopTopic.class, namespace, topic, "Synced", "True Synced");
    }

    void sees(Class<? extends CustomResource<?, ExternalStatus>> type, String namespace, String name, Consumer<ExternalStatus> assertions) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            var resource = get(type, namespace, name);
            assertThat(resource).isNotNull();
            assertThat(resource.getStatus()).isNotNull();
            assertThat(resource.getStatus().observedGeneration()).isEqualTo(resource.getMetadata().getGeneration());
            assertions.accept(resource.getStatus());
        });
    }

    void delete(Class<? extends CustomResource<?, ?>> type, String namespace, String name) {
        admin.resources(type).inNamespace(namespace).withName(name).delete();
    }

    void gone(Class<? extends CustomResource<?, ?>> type, String namespace, String name) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() ->
                assertThat(admin.resources(type).inNamespace(namespace).withName(name).get()).isNull());
    }

    List<ShopClaim> claims() {
        return admin.resources(ShopClaim.class).inNamespace(home).list().getItems();
    }

    void annotate(Class<? extends CustomResource<?, ?>> type, String namespace, String name, String annotation) {
        annotate(type, namespace, name, annotation, "true");
    }

    /** Whatever else is written to the resource at the same time. */
    void annotate(Class<? extends CustomResource<?, ?>> type, String namespace, String name, String annotation, String value) {
        admin.resources(type).inNamespace(namespace).withName(name).patch(
                PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(Map.of("metadata", Map.of("annotations", Map.of(annotation, value)))));
    }

    @Override
    public void close() {
        stop();
    }
}
