package io.shopfleet.operator.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.ShopEnvironmentReconciler;
import io.shopfleet.operator.ShopServiceReconciler;
import io.shopfleet.operator.cluster.watch.LenientReading;
import io.shopfleet.operator.packaged.ApiLine;
import io.shopfleet.testkit.ApiServer;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;

/** The operator's reconcilers in this JVM, acting as a user of their own on a real API server. */
final class LiveOperator implements AutoCloseable {
    static final String USER = "shopfleet-operator";

    private final KubernetesClient client;
    private final Operator operator;
    private final Controller<ShopService> controller;

    private LiveOperator(Config config, Interceptor onTheWire) {
        client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("test", onTheWire))
                .withKubernetesSerialization(new KubernetesSerialization(LenientReading.configure(new ObjectMapper()), true))
                .build();
        operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withReconciliationTerminationTimeout(Duration.ofSeconds(10))
                .withCloseClientOnStop(false));
        controller = (Controller<ShopService>)
                operator.register(new ShopServiceReconciler(Clock.systemUTC(), new SimpleMeterRegistry()));
        operator.register(new ShopEnvironmentReconciler(
                Clock.systemUTC(), new SimpleMeterRegistry(), Constants.WATCH_ALL_NAMESPACE_SET, "shopfleet-system"));
        operator.start();
    }

    static LiveOperator start(ApiServer server) {
        return start(server, new Interceptor() {});
    }

    /** With somebody who sees each request on its way out and each answer on its way in, and may hold or refuse it. */
    static LiveOperator start(ApiServer server, Interceptor onTheWire) {
        return new LiveOperator(server.config(USER, "system:masters"), onTheWire);
    }

    static LiveOperator start(ApiLine line) {
        return new LiveOperator(Config.fromKubeconfig(line.kubeconfig().toFile()), new Interceptor() {});
    }

    /** What the liveness check of the packaged operator asks. */
    boolean informersAreHealthy() {
        return operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    /** What the caches about services hold of this kind, own objects and those that services name alike. */
    <T extends HasMetadata> Stream<T> cached(Class<T> type) {
        return controller.getEventSourceManager().getEventSourcesFor(type).stream()
                .flatMap(source -> ((InformerEventSource<T, ShopService>) source).list());
    }

    @Override
    public void close() {
        operator.stop();
        client.close();
    }
}
