package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.offline.Folder;
import io.shopfleet.operator.offline.UnusableInput;
import io.shopfleet.operator.preview.Preview;
import io.shopfleet.operator.preview.Preview.Action;
import io.shopfleet.operator.preview.Preview.Difference;
import io.shopfleet.operator.preview.Preview.ServicePreview;
import io.shopfleet.operator.preview.Previewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says about exported objects of a real API server, and whether that is what happens. */
class PlanTest extends Story {
    private static final String KINDS =
            "shopservices,deployments,services,configmaps,controllerrevisions,serviceaccounts,poddisruptionbudgets";

    @TempDir
    Path folder;

    @Test
    void nothingIsToBeDoneForWhatRuns() {
        everything();
        export("--show-managed-fields");
        Preview preview = preview();
        assertThat(preview.notes()).isEmpty();
        assertThat(preview.services()).extracting(ServicePreview::service)
                .containsExactly(team.namespace + "/catalog", team.namespace + "/orders");
        assertThat(preview.services()).allSatisfy(service -> {
            assertThat(service.objects()).isEmpty();
            assertThat(service.steps()).isEmpty();
            assertThat(service.pods().restart()).isFalse();
        });
        assertThat(preview.good()).isTrue();
    }

    @Test
    void withoutTheOwnersOfFieldsTheSameIsSaidAndNoted() {
        everything();
        export();
        Preview preview = preview();
        assertThat(preview.services()).allSatisfy(service -> assertThat(service.objects()).isEmpty());
        assertThat(preview.notes()).containsExactly(
                "Objects were exported without --show-managed-fields; they are taken to be as the operator left them.");
    }

    @Test
    void whatAPlanPromisesIsWhatHappens() {
        everything();
        export("--show-managed-fields");
        write("orders.yaml", orders("registry.example/orders:1.1.0", 3, "USD"));
        ServicePreview plan = preview().services().getLast();
        assertThat(plan.pods().because()).containsExactly(
                new Difference("config pricing.currency", "EUR", "USD"),
                new Difference("image", "registry.example/orders:1.0.0", "registry.example/orders:1.1.0"),
                new Difference("version", "1.0.0", "1.1.0"));
        SortedSet<String> promised = objects("orders");
        plan.objects().stream().filter(change -> change.action() == Action.Delete)
                .forEach(change -> promised.remove(change.kind() + " " + change.name()));
        plan.objects().stream().filter(change -> change.action() == Action.Create)
                .forEach(change -> promised.add(change.kind() + " " + change.name()));
        assertThat(promised).isNotEqualTo(objects("orders"));
        team.apply(orders("registry.example/orders:1.1.0", 3, "USD"));
        runs("orders", "1.1.0");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(objects("orders")).isEqualTo(promised));
        assertThat(team.service("orders").getStatus().serving().revision()).isEqualTo(plan.revision().revision());
        assertThat(team.service("orders").getStatus().availableReplicas()).isEqualTo(plan.pods().then());
    }

    @Test
    void anEditBySomebodyElseShowsAsWhatWillBePutRight() {
        everything();
        operator.close();
        server.kubectl().run("patch", "poddisruptionbudget", "orders", "--namespace", team.namespace,
                "--type=merge", "--patch={\"spec\":{\"minAvailable\":0}}");
        export("--show-managed-fields");
        assertThat(preview().services().getLast().objects()).singleElement().satisfies(change -> {
            assertThat(change.action()).isEqualTo(Action.Change);
            assertThat(change.kind()).isEqualTo("PodDisruptionBudget");
            assertThat(change.changes()).containsExactly(new Difference("spec.minAvailable", "0", "1"));
        });
    }

    private void everything() {
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        team.apply(orders("registry.example/orders:1.0.0", 2, "EUR"));
        runs("catalog", "1.0.0");
        runs("orders", "1.0.0");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(objects("orders")).hasSize(7));
    }

    private String orders(String image, int replicas, String currency) {
        return """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders, namespace: %s}
                spec:
                  environment: %s
                  image: %s
                  replicas: %d
                  ports: [{name: http, port: 8080}]
                  config: {pricing.currency: %s}
                  dependencies: [{name: catalog, service: {name: catalog}}]
                """.formatted(team.namespace, environment, image, replicas, currency);
    }

    private void export(String... flags) {
        write("environments.yaml", kubectl("get", "shopenvironments", environment, "--output=yaml"));
        write("namespace.yaml", kubectl("get", "namespace", team.namespace, "--output=yaml"));
        var words = new ArrayList<>(Arrays.asList("get", KINDS, "--namespace", team.namespace, "--output=yaml"));
        words.addAll(Arrays.asList(flags));
        write("live.yaml", kubectl(words.toArray(String[]::new)));
    }

    private String kubectl(String... words) {
        return server.kubectl().run(words).text();
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Preview preview() {
        try {
            return Previewer.preview(Folder.read(folder, "default"));
        } catch (UnusableInput e) {
            throw new AssertionError(e);
        }
    }

    private SortedSet<String> objects(String service) {
        var names = new TreeSet<String>();
        Arrays.stream(ManagedKind.values())
                .flatMap(kind -> client.resources(kind.type()).inNamespace(team.namespace)
                        .withLabel("shopfleet.io/service", service).list().getItems().stream())
                .map(object -> ObjectKey.of((HasMetadata) object).toString())
                .forEach(names::add);
        return names;
    }
}
