package io.shopfleet.operator.cluster.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.operator.cluster.Journal;
import io.shopfleet.testkit.ApiServer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The story of three servers, from nothing to their end, with an operator that ends after each of its writes. */
@DisplayName("An operator that is killed after any write of a server")
class KilledServerPassTest {
    private static final String ALL = "kafka: {embedded: {storage: 1Gi}}\n  postgres: {embedded: {storage: 1Gi}}\n  cache: {embedded: {}}";

    private final ApiServer server = ApiServer.shared();
    private final KubernetesClient admin = server.admin();

    @TestFactory
    List<DynamicTest> anotherOneGoesOnToTheSameEnd() {
        int writes = told(Integer.MAX_VALUE);
        assertThat(writes).isGreaterThan(20);
        var tests = new ArrayList<DynamicTest>();
        for (int n = 1; n < writes; n++) {
            int last = n;
            tests.add(DynamicTest.dynamicTest("write " + last, () -> told(last)));
        }
        return tests;
    }

    /** How many writes the story took. */
    private int told(int last) {
        String home = server.newNamespace("home", Map.of());
        String backends = server.newNamespace("backends", Map.of());
        var mortal = new Mortal(last);
        lived(environment(home, backends, ALL), home, mortal);
        Map<String, String> made = uids(backends);
        assertThat(made.keySet()).contains(
                "StatefulSet " + home + "-cache", "StatefulSet " + home + "-kafka", "StatefulSet " + home + "-postgres");
        List.of("cache", "kafka", "postgres").forEach(capability -> assertThat(password(home, home + "-" + capability))
                .as("one password of " + capability).isEqualTo(password(backends, home + "-" + capability)));
        new ServerPass(home, new Journal(new SimpleMeterRegistry())).run(environment(home, backends, ALL), admin);
        assertThat(uids(backends)).as("nothing is made anew").isEqualTo(made);
        lived(environment(home, backends, ""), home, mortal);
        assertThat(uids(backends)).isEmpty();
        assertThat(password(home, home + "-kafka")).as("the volume knows no other").isNotBlank();
        return mortal.writes;
    }

    /** Where the operator ends in this chapter, another one begins. */
    private void lived(ShopEnvironment environment, String home, Mortal mortal) {
        var pass = new ServerPass(home, new Journal(new SimpleMeterRegistry()));
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(server.config("mortal-operator", "system:masters"))
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("mortal", mortal))
                .build()) {
            pass.run(environment, client);
        } catch (IllegalStateException dead) {
            assertThat(mortal.isDead()).as(String.valueOf(dead)).isTrue();
        }
        if (mortal.isDead()) {
            new ServerPass(home, new Journal(new SimpleMeterRegistry())).run(environment, admin);
        }
    }

    private ShopEnvironment environment(String home, String backends, String servers) {
        return admin.resource(Serialization.unmarshal("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: %s}
                spec:
                  allowedNamespaces: {selector: {}}
                  backendNamespace: %s
                  %s
                """.formatted(home, backends, servers), ShopEnvironment.class)).forceConflicts().serverSideApply();
    }

    private String password(String namespace, String name) {
        return admin.secrets().inNamespace(namespace).withName(name).get().getData().get("password");
    }

    private Map<String, String> uids(String namespace) {
        var uids = new TreeMap<String, String>();
        Stream.<List<? extends HasMetadata>>of(
                        admin.apps().statefulSets().inNamespace(namespace).list().getItems(),
                        admin.services().inNamespace(namespace).list().getItems(),
                        admin.secrets().inNamespace(namespace).list().getItems(),
                        admin.configMaps().inNamespace(namespace).list().getItems())
                .flatMap(List::stream)
                .filter(object -> !object.getMetadata().getName().equals("kube-root-ca.crt"))
                .forEach(object -> uids.put(object.getKind() + " " + object.getMetadata().getName(), object.getMetadata().getUid()));
        return uids;
    }

    /** Lets so many writes through, and nothing after. */
    private static final class Mortal implements Interceptor {
        private final int last;
        private int writes;

        Mortal(int last) {
            this.last = last;
        }

        boolean isDead() {
            return writes >= last;
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (isDead()) {
                throw new IllegalStateException("the operator is dead");
            }
        }

        @Override
        public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
            writes += !request.method().equals("GET") && response.code() < 300 ? 1 : 0;
        }
    }
}
