package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.testkit.Edit;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What others change while a write of the operator is on its way, before the server has it or before the operator has the
 * answer, is never lost. The operator SDK filters events around its own writes; each case is tried ten times.
 */
class MeanwhileTest extends Story {
    private static final List<String> NAMES =
            IntStream.rangeClosed(1, 10).mapToObj(number -> "service-" + number).toList();

    /** Does something once, when a certain write goes out or its answer comes in. */
    private static final class Meddler implements Interceptor {
        private final Map<String, Runnable> before = new ConcurrentHashMap<>();
        private final Map<String, Runnable> after = new ConcurrentHashMap<>();

        /** In turns before and after the write to this path. */
        void meddle(int number, String path, Runnable deed) {
            (number % 2 == 0 ? before : after).put("PATCH " + path, deed);
        }

        void beforeDeleteOf(String path, Runnable deed) {
            before.put("DELETE " + path, deed);
        }

        boolean isDone() {
            return before.isEmpty() && after.isEmpty();
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            once(before, request);
        }

        @Override
        public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
            once(after, request);
        }

        /** On another thread: answers arrive on the one that also carries the meddler's own request. */
        private static void once(Map<String, Runnable> deeds, HttpRequest request) {
            Runnable deed = deeds.remove(request.method() + " " + request.uri().getPath());
            if (deed != null) {
                CompletableFuture.runAsync(deed, Thread::startVirtualThread).join();
            }
        }
    }

    private Meddler restartWithMeddler() {
        var meddler = new Meddler();
        operator.close();
        operator = LiveOperator.start(server, meddler);
        return meddler;
    }

    private String path(String api, String plural, String name) {
        return api + "/namespaces/" + team.namespace + "/" + plural + "/" + name;
    }

    private String statusOf(String service) {
        return path("/apis/shopfleet.io/v1alpha1", "shopservices", service) + "/status";
    }

    @Test
    void aSpecChangedWhileAStatusIsOnItsWayIsCarriedOut() {
        var meddler = restartWithMeddler();
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            meddler.meddle(i, statusOf(name), () -> apply(name, "registry.example/shop/s:2.0.0", 2));
            apply(name, "registry.example/shop/s:1.0.0", 1);
        }
        NAMES.forEach(name -> runs(name, "2.0.0"));
        assertThat(meddler.isDone()).isTrue();
    }

    @Test
    void anEnvironmentChangedWhileItsStatusIsOnItsWayIsLookedAtAgain() {
        var meddler = restartWithMeddler();
        List<String> names = NAMES.stream().map(name -> environment + "-" + name).toList();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String path = "/apis/shopfleet.io/v1alpha1/shopenvironments/" + name + "/status";
            meddler.meddle(i, path, () -> applyEnvironment(name, "second"));
            applyEnvironment(name, "first");
        }
        var environments = client.resources(ShopEnvironment.class);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(meddler.isDone()).isTrue();
            assertThat(names).map(name -> environments.withName(name).get().getStatus()).allSatisfy(status -> {
                assertThat(status).isNotNull();
                assertThat(status.observedGeneration()).isEqualTo(2);
            });
        });
        names.forEach(name -> environments.withName(name).delete());
    }

    private void applyEnvironment(String name, String tier) {
        team.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: %s}
                spec: {allowedNamespaces: {selector: {matchLabels: {example.com/tier: %s}}}}
                """.formatted(name, tier));
    }

    @Test
    void aServiceDeletedWhileAStatusIsOnItsWayLeavesNothing() {
        var meddler = restartWithMeddler();
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            meddler.meddle(i, statusOf(name), () -> client.resource(team.service(name)).delete());
            apply(name, "registry.example/shop/s:1.0.0", 1);
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(meddler.isDone()).isTrue();
            assertThat(client.apps().deployments().inNamespace(team.namespace).list().getItems()).isEmpty();
            assertThat(client.apps().controllerRevisions().inNamespace(team.namespace).list().getItems()).isEmpty();
            assertThat(client.services().inNamespace(team.namespace).list().getItems()).isEmpty();
            assertThat(client.serviceAccounts().inNamespace(team.namespace).withLabel("shopfleet.io/service").list().getItems())
                    .isEmpty();
        });
    }

    @Test
    void aProviderThatBecomesReadyWhileItsConsumersWriteIsOnItsWayIsNoticed() {
        var meddler = restartWithMeddler();
        for (int i = 0; i < NAMES.size(); i++) {
            String consumer = NAMES.get(i);
            String provider = "provider-" + (i + 1);
            // Only before the write: the operator's client cannot serve the provider while it waits for an answer's end.
            meddler.meddle(0, statusOf(consumer), () -> {
                apply(provider, "registry.example/shop/p:1.0.0", 1);
                team.sees(provider, service -> assertThat(service.getStatus().phase()).isEqualTo(Phase.Running));
            });
            apply(consumer, "registry.example/shop/s:1.0.0", 1,
                    "dependencies: [{name: provider, service: {name: %s}}]".formatted(provider));
        }
        NAMES.forEach(name -> runs(name, "1.0.0"));
        assertThat(meddler.isDone()).isTrue();
    }

    @Test
    void anObjectEditedWhileTheOperatorAppliesItIsPutRight() {
        var meddler = restartWithMeddler();
        NAMES.forEach(name -> apply(name, "registry.example/shop/s:1.0.0", 1));
        NAMES.forEach(name -> runs(name, "1.0.0"));
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            meddler.meddle(i, path("/api/v1", "services", name), () -> select(name, "nobody"));
            select(name, "somebody");
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(meddler.isDone()).isTrue();
            NAMES.forEach(name -> assertThat(
                            client.services().inNamespace(team.namespace).withName(name).get().getSpec().getSelector())
                    .containsExactly(Map.entry("shopfleet.io/service", name)));
        });
    }

    /** A delete by name alone would hit it. */
    @Test
    void aNamesakeThatCameBeforeADeleteArrivedStays() {
        var meddler = restartWithMeddler();
        NAMES.forEach(name -> apply(name, "registry.example/shop/s:1.0.0", 2));
        NAMES.forEach(name -> runs(name, "1.0.0"));
        NAMES.forEach(name -> {
            meddler.beforeDeleteOf(path("/apis/policy/v1", "poddisruptionbudgets", name), () -> replaceBudget(name));
            apply(name, "registry.example/shop/s:1.0.0", 1);
        });
        await().atMost(Duration.ofSeconds(60)).until(meddler::isDone);
        NAMES.forEach(name -> {
            apply(name, "registry.example/shop/s:1.1.0", 1);
            runs(name, "1.1.0");
            assertThat(budget(name).get().getMetadata().getLabels()).isEqualTo(Map.of("of", "somebody-else"));
        });
    }

    private void replaceBudget(String name) {
        budget(name).delete();
        client.resource(new PodDisruptionBudgetBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(team.namespace)
                        .addToLabels("of", "somebody-else")
                        .endMetadata()
                        .build())
                .create();
    }

    private Resource<PodDisruptionBudget> budget(String name) {
        return client.policy().v1().podDisruptionBudget().inNamespace(team.namespace).withName(name);
    }

    private void select(String service, String pods) {
        Edit.persistently(() -> client.services().inNamespace(team.namespace).withName(service).edit(found -> {
            found.getSpec().setSelector(Map.of("shopfleet.io/service", pods));
            return found;
        }));
    }
}
