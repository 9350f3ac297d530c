package io.shopfleet.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.status.Happening;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("On the wire to the API server")
class InformedClusterTest {
    private static final ShopService ORDERS = service();
    private static final Happening PROMOTED = new Happening(false, Reason.Promoted, "Roll", "version 1 serves", "1");

    private HttpServer server;
    private KubernetesClient client;
    private InformedCluster cluster;
    private int answer = 200;
    private final AtomicInteger hangUps = new AtomicInteger();
    private volatile String asked;
    private volatile String sent;

    @BeforeEach
    void connect() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (hangUps.getAndDecrement() > 0) {
                exchange.close();
                return;
            }
            asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = "{\"kind\": \"Status\", \"apiVersion\": \"v1\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        cluster = new InformedCluster(context(), null, new Journal(new SimpleMeterRegistry()));
    }

    @AfterEach
    void disconnect() {
        client.close();
        server.stop(0);
    }

    /** All that is asked of the SDK here is its client. */
    @SuppressWarnings("unchecked")
    private Context<ShopService> context() {
        return (Context<ShopService>) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> client);
    }

    private static ShopService service() {
        var service = new ShopService();
        service.getMetadata().setName("orders");
        service.getMetadata().setNamespace("shop");
        service.getMetadata().setUid("uid-of-orders");
        return service;
    }

    private static HasMetadata seenService() {
        return new ServiceBuilder()
                .withNewMetadata().withName("orders-a").withUid("uid-1").withResourceVersion("7").endMetadata()
                .build();
    }

    private static HasMetadata seenAutoscaler() {
        return new HorizontalPodAutoscalerBuilder()
                .withNewMetadata().withName("orders-a").withUid("uid-1").withResourceVersion("7").endMetadata()
                .build();
    }

    private boolean delete(HasMetadata seen) {
        return cluster.delete(ORDERS, Child.of(seen));
    }

    private Object preconditions() {
        return Serialization.unmarshal(sent, Map.class).get("preconditions");
    }

    @Test
    void aDeleteIsForTheVeryVersionThatWasSeenAndForNoNamesake() {
        assertThat(delete(seenService())).isTrue();
        assertThat(asked).isEqualTo("DELETE /api/v1/namespaces/shop/services/orders-a");
        assertThat(preconditions()).isEqualTo(Map.of("uid", "uid-1", "resourceVersion", "7"));
    }

    /** Its controller writes its status all the time. */
    @Test
    void aDeleteOfAnAutoscalerIsForAnyVersionOfItAndForNoNamesake() {
        assertThat(delete(seenAutoscaler())).isTrue();
        assertThat(asked).isEqualTo("DELETE /apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/orders-a");
        assertThat(preconditions()).isEqualTo(Map.of("uid", "uid-1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409})
    void whatIsGoneOrHasChangedIsNotDeletedWhichIsNoFailure(int code) {
        answer = code;
        assertThat(delete(seenService())).isFalse();
    }

    @Test
    void aDeleteThatTheServerRefusesIsAFailure() {
        answer = 403;
        assertThatThrownBy(() -> delete(seenService())).isInstanceOf(KubernetesClientException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 409, 500})
    void anEventThatIsNotTakenHarmsNothing(int code) {
        answer = code;
        assertThatCode(() -> cluster.tell(ORDERS, PROMOTED)).doesNotThrowAnyException();
        assertThat(asked).isEqualTo("POST /apis/events.k8s.io/v1/namespaces/shop/events");
    }

    @Test
    void anEventUnderWhichTheConnectionClosesIsSentAgain() {
        hangUps.set(1);
        cluster.tell(ORDERS, PROMOTED);
        assertThat(asked).isEqualTo("POST /apis/events.k8s.io/v1/namespaces/shop/events");
    }

    @Test
    void anEventThatNobodyTakesHarmsNothing() {
        hangUps.set(Integer.MAX_VALUE);
        assertThatCode(() -> cluster.tell(ORDERS, PROMOTED)).doesNotThrowAnyException();
        assertThat(asked).isNull();
    }
}
