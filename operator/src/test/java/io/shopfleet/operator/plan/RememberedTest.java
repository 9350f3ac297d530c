package io.shopfleet.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.golden.Stage;
import io.shopfleet.operator.golden.Surroundings;
import io.shopfleet.operator.manifest.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is remembered of a rollback")
class RememberedTest {

    private static ShopService service(String version, int history, String command) {
        ShopService service = Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders, namespace: shop, uid: mine}
                spec:
                  image: shop/orders:%s
                  ports: [{name: http, port: 8080}]
                  rollout: {history: %d}
                """.formatted(version, history),
                ShopService.class);
        service.getMetadata().setAnnotations(Map.of("shopfleet.io/command", command));
        return service;
    }

    /** Versions 1 to 3 were rolled out; then a command was given. */
    private static Stage after(int history, String command) {
        var stage = new Stage(service("1", history, ""), Surroundings.open());
        for (String version : List.of("1", "2", "3")) {
            stage.apply(service(version, history, ""));
            stage.settle();
        }
        stage.apply(service("3", history, command));
        stage.settle();
        return stage;
    }

    private static List<String> versions(Stage stage) {
        return stage.pass().fleet().records().stream().map(RevisionRecord::version).toList();
    }

    @Test
    void bothRevisionsAreKeptAndTheHistoryIsBounded() {
        Stage stage = after(1, "rollback id=1");
        assertThat(stage.status().version()).isEqualTo("2");
        assertThat(versions(stage)).containsExactly("3", "2");
        assertThat(stage.status().history()).extracting(kept -> kept.version()).containsExactly("3");
    }

    @Test
    void aRevisionOutsideTheHistoryIsKeptWhileTheRollbackPointsAwayFromIt() {
        Stage stage = after(1, "rollback id=1");
        String spec = stage.status().rollback().from();
        stage.apply(service("3", 1, "rollback 3 id=2"));
        stage.settle();
        stage.apply(service("3", 1, "rollback 2 id=3"));
        stage.settle();
        assertThat(stage.status().rollback().from()).isEqualTo(spec);
        assertThat(versions(stage)).containsExactly("3", "2");
    }

    @Test
    void aNewRendererDoesNotTryTheRevisionAgainThatWasRolledBack() {
        Stage stage = after(3, "rollback id=1");
        Fleet fleet = stage.pass().fleet();
        String from = stage.status().rollback().from();
        ShopService service = stage.actor();
        service.setStatus(CanonicalJson.read(
                CanonicalJson.text(stage.status()).replace(from, "otherwise0"), ShopServiceStatus.class));
        Plan plan = new Planner().plan(service, renamed(fleet, from));
        assertThat(plan.aim().revision()).contains("otherwise0");
        assertThat(plan.next()).isEqualTo(plan.at());
        assertThat(plan.prune()).noneMatch(child -> child.key().name().endsWith("otherwise0"));
    }

    @Test
    void aNewRendererGoesOnWithTheCandidateThatIsOnItsWay() {
        Stage stage = after(3, "");
        stage.apply(service("4", 3, ""));
        stage.pass();
        Fleet fleet = stage.pass().fleet();
        String candidate = stage.status().candidate().revision();
        ShopService service = stage.actor();
        service.setStatus(CanonicalJson.read(
                CanonicalJson.text(stage.status()).replace(candidate, "otherwise0"), ShopServiceStatus.class));
        assertThat(new Planner().plan(service, renamed(fleet, candidate)).aim().revision()).contains("otherwise0");
    }

    /** The record as another renderer would have named it. */
    private static Fleet renamed(Fleet fleet, String revision) {
        List<RevisionRecord> records = fleet.records().stream()
                .map(record -> record.revision().equals(revision)
                        ? new RevisionRecord(
                                "otherwise0", record.sequence(), "0", record.inputs(), record.generation(), record.version(),
                                record.image(), record.template(), record.config(), record.ports(),
                                record.copies(), record.epochs())
                        : record)
                .toList();
        return new Fleet(
                fleet.now(), fleet.view(), fleet.environment(), fleet.namespaceLabels(), fleet.providers(),
                fleet.references(), fleet.bindings(), fleet.contents(), records, fleet.epochs(), fleet.workloads(), fleet.children(), fleet.troubles(), fleet.migrations(),
                fleet.upgrading(), fleet.room(), fleet.callers(), fleet.foreign());
    }

    @Test
    void aPauseJustBeforeAPromotionLeavesTheHistoryAsItIs() {
        Stage stage = after(3, "");
        stage.apply(service("4", 3, ""));
        stage.pass();
        stage.pass();
        ShopService paused = Yaml.resource(
                """
                metadata: {name: orders}
                spec: {image: "shop/orders:4", ports: [{name: http, port: 8080}], paused: true}
                """,
                ShopService.class);
        stage.apply(paused);
        stage.pass();
        assertThat(stage.status().version()).isEqualTo("3");
        assertThat(stage.status().history()).extracting(kept -> kept.version()).containsExactly("2", "1");
        stage.apply(service("4", 3, ""));
        assertThat(stage.pass().plan().next().moving()).isFalse();
        assertThat(stage.status().version()).isEqualTo("4");
        assertThat(stage.status().history()).extracting(kept -> kept.version()).containsExactly("3", "2", "1");
    }

    @Test
    void aRevisionThatNeverServedIsNothingToReturnTo() {
        Stage stage = after(3, "");
        stage.apply(service("4", 3, ""));
        stage.pass();
        stage.pass();
        stage.apply(service("5", 3, ""));
        stage.settle();
        assertThat(stage.status().version()).isEqualTo("5");
        assertThat(versions(stage)).containsExactly("1", "2", "3", "5");
        assertThat(stage.status().history()).extracting(kept -> kept.version()).containsExactly("3", "2", "1");
    }
}
