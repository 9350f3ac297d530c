package io.shopfleet.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.Resolved;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.golden.Golden;
import io.shopfleet.operator.golden.Stage;
import io.shopfleet.operator.golden.Surroundings;
import io.shopfleet.operator.manifest.Yaml;
import io.shopfleet.operator.plan.Plan.Outcome;
import io.shopfleet.operator.plan.Plan.Scale;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("The planner")
class PlannerTest {

    private static ShopService service(String image) {
        return service(image, "[]");
    }

    private static ShopService service(String image, String env) {
        return Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders, namespace: shop, uid: mine}
                spec:
                  image: %s
                  ports: [{name: http, port: 8080}]
                  env: %s
                """.formatted(image, env),
                ShopService.class);
    }

    private static Surroundings with(List<ShopEnvironment> environments, List<ConfigMap> maps) {
        return new Surroundings(environments, List.of(), List.of(), List.of(), maps, List.of());
    }

    private static Stage running() {
        var stage = new Stage(service("a:1"), Surroundings.open());
        stage.apply(service("a:1"));
        stage.settle();
        return stage;
    }

    private static Fleet with(Fleet fleet, Child child) {
        var children = new TreeMap<>(fleet.children());
        children.put(child.key(), child);
        return new Fleet(
                fleet.now(), fleet.view(), fleet.environment(), fleet.namespaceLabels(), fleet.providers(),
                fleet.references(), fleet.bindings(), fleet.contents(), fleet.records(), fleet.epochs(), fleet.workloads(), children, fleet.troubles(), fleet.migrations(),
                fleet.upgrading(), fleet.room(), fleet.callers(), fleet.foreign());
    }

    private static Child leftover(String owner, boolean terminating) {
        return new Child(
                new ObjectKey(ManagedKind.Service, "orders-old"), "uid", "1", Optional.of(owner), Map.of(), Optional.empty(),
                "", Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty(), false, false, terminating, false);
    }

    /** What a service at rest would prune, beside one more object. */
    private static List<Child> pruned(Child extra, String image) {
        Stage stage = running();
        Fleet fleet = with(stage.pass().fleet(), extra);
        ShopService service = service(image);
        service.getMetadata().setGeneration(1L);
        service.setStatus(stage.status());
        return new Planner().plan(service, fleet).prune();
    }

    @Test
    void prunesWhatTheServiceNoLongerNeeds() {
        assertThat(pruned(leftover("mine", false), "a:1")).extracting(child -> child.key().name()).containsExactly("orders-old");
    }

    @Test
    void neverPrunesWhatBelongsToSomebodyElse() {
        assertThat(pruned(leftover("another", false), "a:1")).isEmpty();
    }

    @Test
    void doesNotPruneWhatIsLeavingAlready() {
        assertThat(pruned(leftover("mine", true), "a:1")).isEmpty();
    }

    @Test
    void prunesNothingWhileAnythingIsMissingOrWrong() {
        Stage stage = running();
        Fleet fleet = with(stage.pass().fleet(), leftover("mine", false));
        ShopService service = service("a:1");
        service.getMetadata().setGeneration(1L);
        service.setStatus(stage.status());
        Fleet without = new Fleet(
                fleet.now(), fleet.view(), new Resolved.Missing<>(), Map.of(), fleet.providers(),
                fleet.references(), fleet.bindings(), fleet.contents(), fleet.records(), fleet.epochs(), fleet.workloads(), fleet.children(), fleet.troubles(), fleet.migrations(),
                fleet.upgrading(), fleet.room(), fleet.callers(), fleet.foreign());
        Plan plan = new Planner().plan(service, without);
        assertThat(plan.outcome()).isEqualTo(Outcome.Partial);
        assertThat(plan.prune()).isEmpty();
        assertThat(plan.scales()).extracting(Scale::replicas).containsExactly(1);
    }

    @Test
    void aRevisionThatReturnsBecomesTheNewestRecord() {
        Stage stage = running();
        stage.apply(service("a:2"));
        stage.settle();
        stage.apply(service("a:1"));
        List<RevisionRecord> before = stage.pass().fleet().records();
        assertThat(before).extracting(RevisionRecord::version).containsExactly("1", "2");
        assertThat(before).extracting(RevisionRecord::sequence).containsExactly(1L, 2L);
        assertThat(stage.pass().fleet().records()).extracting(RevisionRecord::version).containsExactly("2", "1");
    }

    @Test
    void theRecordOfANewRevisionComesAPassBeforeItsObjects() {
        Stage stage = running();
        stage.apply(service("a:2"));
        Plan first = stage.pass().plan();
        String candidate = "orders-" + first.next().candidate().orElseThrow();
        assertThat(first.objects()).filteredOn(object -> object.getMetadata().getName().equals(candidate))
                .hasSize(1)
                .first()
                .isInstanceOf(ControllerRevision.class);
        assertThat(stage.pass().plan().objects()).filteredOn(object -> object.getMetadata().getName().equals(candidate))
                .extracting(object -> object.getKind())
                .containsExactly("ControllerRevision", "ConfigMap", "Service", "Deployment");
    }

    @Test
    void aFreezeGoesOnWhileItsEnvironmentIsMissing() {
        var frozen = Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: default}
                spec:
                  allowedNamespaces: {selector: {}}
                  freeze: {reason: stocktaking, until: "2026-01-02T00:00:00Z"}
                """,
                ShopEnvironment.class);
        Stage stage = running();
        stage.apply(service("a:2"));
        assertThat(stage.pass().plan().next().moving()).isTrue();
        stage.surroundings(with(List.of(frozen), List.of()));
        assertThat(stage.pass().plan().frozen()).isTrue();
        stage.surroundings(with(List.of(), List.of()));
        assertThat(stage.pass().plan().frozen()).isTrue();
        stage.surroundings(Surroundings.open());
        assertThat(stage.pass().plan().frozen()).isFalse();
    }

    @Test
    void readsTheValuesOfAConfigMapForTheRecordAndNeverAgain() {
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("plain")
                .withNamespace("shop")
                .addToLabels("shopfleet.io/bindable", "true")
                .endMetadata()
                .withData(Map.of("key", "value"))
                .build();
        ShopService service = service("a:1", "[{name: PLAIN, configMapKeyRef: {name: plain, key: key}}]");
        var stage = new Stage(service, with(Surroundings.open().environments(), List.of(map)));
        stage.apply(service);
        assertThat(stage.pass().fleet().contents()).hasSize(1);
        stage.settle();
        assertThat(stage.status().version()).isEqualTo("1");
        assertThat(stage.pass().fleet().contents()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> plansTheSameForTheSameAndLeavesItsInputsAlone() {
        return Golden.all().stream().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
            var look = golden.look();
            ShopService service = running().actor();
            service.setStatus(look.report().status());
            String before = CanonicalJson.text(service) + look.fleet();
            Plan plan = new Planner().plan(service, look.fleet());
            assertThat(CanonicalJson.text(service) + look.fleet()).isEqualTo(before);
            assertThat(new Planner().plan(service, look.fleet()).toString()).isEqualTo(plan.toString());
        }));
    }
}
