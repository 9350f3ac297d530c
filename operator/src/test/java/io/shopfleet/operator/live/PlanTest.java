package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.reading.Server;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.manifest.Admission;
import io.shopfleet.operator.manifest.Folder;
import io.shopfleet.operator.preview.PlanText;
import io.shopfleet.operator.preview.Preview;
import io.shopfleet.operator.preview.Preview.Action;
import io.shopfleet.operator.preview.Preview.Basis;
import io.shopfleet.operator.preview.Preview.Difference;
import io.shopfleet.operator.preview.Preview.ServicePreview;
import io.shopfleet.operator.rehearsal.Previewer;
import io.shopfleet.testkit.AuditLog.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says of a real API server, and whether that is what happens once the folder is applied. */
class PlanTest extends Story {
    private static final String[] NO_GROUPS = {};
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void nothingIsToBeDoneForWhatRunsAndNothingIsDone() {
        everything();
        List<String> pods = podUids();
        write("catalog.yaml", catalog("1.0.0", 2));
        write("orders.yaml", orders("1.0.0", "EUR"));
        Preview preview = preview("idle");
        assertThat(preview.services()).extracting(ServicePreview::service)
                .containsExactly(team.namespace + "/catalog", team.namespace + "/orders");
        assertThat(preview.services()).allSatisfy(service -> {
            assertThat(service.objects()).isEmpty();
            assertThat(service.steps()).isEmpty();
            assertThat(service.pods().restart()).isFalse();
        });
        assertThat(preview.good()).isTrue();
        applyFolder();
        settled("catalog", "orders");
        assertThat(podUids()).isEqualTo(pods);
    }

    @Test
    void aNewImageAndANewValueGiveThePlannedRevisionAndObjectsAndNewPods() {
        everything();
        write("orders.yaml", orders("1.1.0", "USD"));
        ServicePreview plan = only(preview("image"));
        assertThat(plan.pods().restart()).isTrue();
        assertThat(plan.pods().because()).containsExactly(
                new Difference("config pricing.currency", "EUR", "USD"),
                new Difference("image", "registry.example/orders:1.0.0", "registry.example/orders:1.1.0"),
                new Difference("version", "1.0.0", "1.1.0"));
        SortedSet<String> promised = promised(plan);
        assertThat(promised).isNotEqualTo(objects("orders"));
        List<String> pods = podUids("orders");
        applyFolder();
        runs("orders", "1.1.0");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(objects("orders")).isEqualTo(promised));
        assertThat(team.service("orders").getStatus().serving().revision()).isEqualTo(plan.wanted().revision());
        assertThat(podUids("orders")).hasSize(plan.pods().then()).doesNotContainAnyElementsOf(pods);
    }

    @Test
    void aChangedSecretIsPlannedForWhoReadsItByTheNameOfItsKeyAlone() {
        everything();
        write("card.yaml", card("second-value"));
        Preview preview = preview("secret");
        ServicePreview plan = only(preview);
        assertThat(plan.service()).isEqualTo(team.namespace + "/orders");
        assertThat(plan.place()).isNull();
        assertThat(plan.serving().epoch()).isEqualTo(1);
        assertThat(plan.wanted().epoch()).isEqualTo(2);
        assertThat(plan.pods().because()).containsExactly(Difference.of("Secret card, key token: changed"));
        assertThat(PlanText.of(preview)).doesNotContain("second-value").doesNotContain("first-value");
        SortedSet<String> promised = promised(plan);
        List<String> pods = podUids("orders");
        List<String> others = podUids("catalog");
        applyFolder();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(objects("orders")).isEqualTo(promised));
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(podUids("orders")).hasSize(2).doesNotContainAnyElementsOf(pods));
        assertThat(podUids("catalog")).isEqualTo(others);
    }

    @Test
    void anotherNumberOfPodsRestartsNone() {
        everything();
        write("catalog.yaml", catalog("1.0.0", 3));
        ServicePreview plan = only(preview("scale"));
        assertThat(plan.pods()).isEqualTo(new Preview.PodsPreview(2, 3, false, List.of()));
        List<String> pods = podUids("catalog");
        SortedSet<String> promised = promised(plan);
        applyFolder();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(podUids("catalog")).hasSize(3).containsAll(pods));
        assertThat(objects("catalog")).isEqualTo(promised);
    }

    @Test
    void whatADependantWaitsForIsSaidBeforeItWaits() {
        everything();
        write("orders.yaml", orders("1.0.0", "EUR").replace("{name: catalog}}", "{name: catalog, minVersion: \"2.0\"}}"));
        ServicePreview plan = only(preview("waits"));
        assertThat(plan.unmet()).singleElement().satisfies(edge -> {
            assertThat(edge.dependency()).isEqualTo("catalog");
            assertThat(edge.holds()).isTrue();
            assertThat(edge.resolved()).isFalse();
        });
        SortedSet<String> before = objects("orders");
        assertThat(promised(plan)).isEqualTo(before);
        applyFolder();
        team.sees("orders", service -> {
            assertThat(service.getStatus().observedGeneration()).isEqualTo(service.getMetadata().getGeneration());
            assertThat(service.getStatus().phase()).isEqualTo(plan.end());
        });
        assertThat(objects("orders")).isEqualTo(before);
    }

    @Test
    void anEditBySomebodyElseShowsAsWhatWillBePutRight() {
        everything();
        operator.close();
        server.kubectl().run("patch", "poddisruptionbudget", "orders", "--namespace", team.namespace,
                "--type=merge", "--patch={\"spec\":{\"minAvailable\":0}}");
        write("orders.yaml", orders("1.0.0", "EUR"));
        assertThat(only(preview("edited")).objects()).singleElement().satisfies(change -> {
            assertThat(change.action()).isEqualTo(Action.Change);
            assertThat(change.kind()).isEqualTo("PodDisruptionBudget");
            assertThat(change.changes()).containsExactly(new Difference("spec.minAvailable", "0", "1"));
        });
    }

    /** Every request of the plan's user is a read, refused ones and dry runs included; a write of that user would be seen. */
    @Test
    void theAuditLogOfThePlansUserHoldsReadsAlone() {
        everything();
        var mark = server.audit().mark();
        write("orders.yaml", orders("1.1.0", "USD"));
        write("card.yaml", card("second-value"));
        String user = "plan-audited-" + environment;
        assertThat(preview("audited").services()).isNotEmpty();
        assertThat(server.audit().requestsBy(user, mark)).isNotEmpty().extracting(Entry::verb).containsOnly("get", "list");
        server.as(user, "system:masters").namespaces().withName(team.namespace).edit(namespace -> {
            namespace.getMetadata().getLabels().put("written-by", "plan-audited");
            return namespace;
        });
        assertThat(server.audit().requestsBy(user, mark)).extracting(Entry::verb).contains("patch");
    }

    /** A person of the team, who may read all of the namespace but its Secrets. */
    @Test
    void whoMayNotReadSecretsGetsAPlanForAllThatReadsNone() {
        everything();
        write("catalog.yaml", catalog("1.1.0", 2));
        write("orders.yaml", orders("1.1.0", "EUR"));
        String user = "plan-reader-" + environment;
        mayRead(user);
        Preview preview = preview(user, NO_GROUPS);
        assertThat(preview.services()).extracting(ServicePreview::service).containsExactly(team.namespace + "/catalog");
        assertThat(preview.services().getFirst().pods().restart()).isTrue();
        assertThat(preview.unplanned()).containsExactly(new Preview.Unplanned(
                team.namespace + "/orders", "Secrets of namespace " + team.namespace + ": you have no right to read them"));
        assertThat(preview.notes()).containsExactly(
                "You may not read the ShopServices of all namespaces: what changes elsewhere through this folder is not shown.");
        assertThat(preview.good()).isFalse();
    }

    private void mayRead(String user) {
        server.kubectl().run("create", "role", "reader", "--namespace", team.namespace, "--verb=get,list", "--resource="
                + "shopservices.shopfleet.io,deployments.apps,controllerrevisions.apps,configmaps,services,serviceaccounts,"
                + "poddisruptionbudgets.policy,networkpolicies.networking.k8s.io,horizontalpodautoscalers.autoscaling");
        server.kubectl().run("create", "rolebinding", "reader", "--namespace", team.namespace, "--role=reader", "--user=" + user);
        server.kubectl().run("create", "clusterrole", user, "--verb=get", "--resource=namespaces,shopenvironments.shopfleet.io");
        server.kubectl().run("create", "clusterrolebinding", user, "--clusterrole=" + user, "--user=" + user);
    }

    private void everything() {
        team.apply(card("first-value"));
        team.apply(catalog("1.0.0", 2));
        team.apply(orders("1.0.0", "EUR"));
        runs("catalog", "1.0.0");
        runs("orders", "1.0.0");
        settled("catalog", "orders");
    }

    /** What is left of the rollout goes with the passes after it. */
    private void settled(String... services) {
        for (String name : services) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                ShopService service = team.service(name);
                assertThat(service.getStatus()).isNotNull();
                assertThat(service.getStatus().observedGeneration()).isEqualTo(service.getMetadata().getGeneration());
                assertThat(condition(service, "Reconciling").getStatus()).isEqualTo("False");
                assertThat(objects(name)).hasSize(name.equals("orders") ? 8 : 7);
            });
        }
    }

    private String card(String token) {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: card, namespace: %s, labels: {shopfleet.io/bindable: "true"}}
                stringData: {token: %s, user: shop}
                """.formatted(team.namespace, token);
    }

    private String catalog(String version, int replicas) {
        return """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: catalog, namespace: %s}
                spec:
                  environment: %s
                  image: registry.example/catalog:%s
                  replicas: %d
                  ports: [{name: http, port: 8080}]
                """.formatted(team.namespace, environment, version, replicas);
    }

    private String orders(String version, String currency) {
        return """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders, namespace: %s}
                spec:
                  environment: %s
                  image: registry.example/orders:%s
                  replicas: 2
                  ports: [{name: http, port: 8080}]
                  config: {pricing.currency: %s}
                  env: [{name: TOKEN, secretKeyRef: {name: card, key: token}}]
                  dependencies: [{name: catalog, service: {name: catalog}}]
                """.formatted(team.namespace, environment, version, currency);
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void applyFolder() {
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                team.apply(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Preview preview(String purpose) {
        return preview("plan-" + purpose + "-" + environment, "system:masters");
    }

    private Preview preview(String user, String... groups) {
        try (Server live = Server.of(server.config(user, groups))) {
            return Previewer.preview(live, new Basis("test", true), Admission.of(Folder.read(folder), "default"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServicePreview only(Preview preview) {
        assertThat(preview.refused()).isEmpty();
        assertThat(preview.unplanned()).isEmpty();
        assertThat(preview.services()).hasSize(1);
        return preview.services().getFirst();
    }

    /** What there is now, with what is planned. */
    private SortedSet<String> promised(ServicePreview plan) {
        SortedSet<String> promised = objects(plan.service().substring(plan.service().indexOf('/') + 1));
        plan.objects().forEach(change -> {
            String object = change.kind() + " " + change.name();
            switch (change.action()) {
                case Delete -> assertThat(promised.remove(object)).isTrue();
                case Create -> assertThat(promised.add(object)).isTrue();
                case Change -> assertThat(promised).contains(object);
            }
        });
        return promised;
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

    private List<String> podUids(String service) {
        return client.pods().inNamespace(team.namespace).withLabel("shopfleet.io/service", service).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> pod.getMetadata().getUid())
                .sorted()
                .toList();
    }
}
