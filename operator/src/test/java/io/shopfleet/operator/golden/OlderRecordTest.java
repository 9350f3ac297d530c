package io.shopfleet.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.RevisionStatus;
import io.shopfleet.api.v1alpha1.RolloutStatus;
import io.shopfleet.api.v1alpha1.ShopEnvironmentStatus;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.api.v1alpha1.UpgradeTurn;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.golden.Stage.Look;
import io.shopfleet.operator.manifest.Yaml;
import io.shopfleet.operator.plan.Plan.Outcome;
import io.shopfleet.operator.plan.Plan.Scale;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code recorded/mounted-directly.yaml} is what an operator wrote that had pods mount Secrets and ConfigMaps themselves. */
@DisplayName("A service that an older operator rolled out")
class OlderRecordTest {
    private static final Path FOLDER = Golden.ROOT.resolve("everything-set");
    private static final Path RECORDED = Path.of("src/test/resources/recorded/mounted-directly.yaml");
    private static final String REVISION = "dca171ac7c";

    private static ShopService service() {
        return Yaml.resource(Yaml.documents(FOLDER.resolve("in-service.yaml")).getFirst(), ShopService.class);
    }

    private static Surroundings surroundings() {
        return Surroundings.of(Yaml.documents(FOLDER.resolve("in-cluster.yaml")));
    }

    private static Surroundings surroundings(List<UpgradeTurn> turns) {
        Surroundings around = surroundings();
        around.environments().forEach(environment ->
                environment.setStatus(new ShopEnvironmentStatus(1L, List.of(), List.of(), turns, List.of())));
        return around;
    }

    /** The golden files show what a string holds as JSON as what it says; here it becomes a string again. */
    private static HasMetadata object(ObjectNode document) {
        if (document.get("data") instanceof ObjectNode data) {
            data.properties().stream().filter(value -> value.getValue().isContainerNode()).toList()
                    .forEach(value -> data.put(value.getKey(), CanonicalJson.text(value.getValue())));
        }
        return Yaml.resource(document, ManagedKind.valueOf(document.path("kind").asText()).type());
    }

    private static List<HasMetadata> recorded() {
        return Yaml.documents(RECORDED).stream().<HasMetadata>map(OlderRecordTest::object).toList();
    }

    /** The objects as they were left, with a status from before there were epochs. */
    private static Stage stage() {
        var stage = new Stage(service(), surroundings());
        recorded().forEach(stage::put);
        stage.apply(service());
        stage.actor().setStatus(new ShopServiceStatus(
                1L, null, null, null, null, null, null, null, null, new RevisionStatus(REVISION, null, null, null), null, null,
                null, new RolloutStatus(2L, null, null, null, null, null, null, null, null), null, null, null, null,
                null, null));
        return stage;
    }

    private static void staysAsItWas(Look look) {
        assertThat(look.plan().outcome()).isEqualTo(Outcome.Complete);
        assertThat(look.plan().next()).isEqualTo(look.plan().at());
        assertThat(look.plan().scales()).extracting(Scale::revision).containsExactly(REVISION);
        assertThat(CanonicalJson.text(deployment(look.plan().objects()))).isEqualTo(CanonicalJson.text(deployment(recorded())));
    }

    private static HasMetadata deployment(List<HasMetadata> objects) {
        return objects.stream().filter(Deployment.class::isInstance).reduce((one, other) -> {
            throw new AssertionError("more than one Deployment");
        }).orElseThrow();
    }

    @Test
    void isNotRestarted() {
        staysAsItWas(stage().pass());
    }

    @Test
    void isNotRestartedByNewValuesEither() {
        Stage stage = stage();
        var documents = Yaml.documents(FOLDER.resolve("in-cluster.yaml"));
        documents.stream().filter(document -> document.path("kind").asText().equals("Secret"))
                .forEach(document -> document.withObject("/data").put("token", "bmV3"));
        documents.stream().filter(document -> document.path("kind").asText().equals("ConfigMap"))
                .forEach(document -> document.withObject("/data").put("currency", "CHF"));
        stage.surroundings(Surroundings.of(documents));
        staysAsItWas(stage.pass());
    }

    @Test
    void isMarkedAsHavingAnOlderTemplate() {
        Look look = stage().pass();
        assertThat(look.report().status().pendingTemplateUpdate()).isTrue();
        assertThat(look.report().status().conditions())
                .filteredOn(condition -> condition.getType().equals("PendingTemplateUpdate"))
                .singleElement()
                .satisfies(condition -> {
                    assertThat(condition.getStatus()).isEqualTo("True");
                    assertThat(condition.getReason()).isEqualTo("PendingTemplateUpdate");
                    assertThat(condition.getMessage()).isEqualTo("the serving revision has the pod template of another operator version; "
                            + "it keeps it until its specification changes, or spec.upgrades of its environment gives it a turn");
                });
    }

    @Test
    void takesTheCurrentTemplateWhenItsTurnHasCome() {
        Stage stage = stage();
        stage.surroundings(surroundings(List.of(new UpgradeTurn("shop/orders", "2026-01-01T12:00:00Z"))));
        assertThat(stage.pass().report().status().pendingTemplateUpdate()).as("as long as it is on its way").isTrue();
        stage.settle();
        assertThat(stage.status().serving().revision()).isNotEqualTo(REVISION);
        assertThat(stage.status().serving().epoch()).isEqualTo(1);
        assertThat(stage.status().pendingTemplateUpdate()).isNull();
        assertThat(stage.status().history()).extracting(RevisionStatus::revision).containsExactly(REVISION);
    }

    @Test
    void goesBackWhenItsTurnIsTakenAway() {
        Stage stage = stage();
        stage.surroundings(surroundings(List.of(new UpgradeTurn("shop/orders", "2026-01-01T12:00:00Z"))));
        stage.pass();
        stage.pass();
        assertThat(stage.status().candidate()).isNotNull();
        stage.surroundings(surroundings());
        stage.settle();
        assertThat(stage.status().serving().revision()).isEqualTo(REVISION);
        assertThat(stage.status().candidate()).isNull();
        assertThat(stage.status().pendingTemplateUpdate()).isTrue();
    }

    @Test
    void readsCopiesFromItsNextRevisionOn() {
        Stage stage = stage();
        ObjectNode changed = Yaml.documents(FOLDER.resolve("in-service.yaml")).getFirst();
        changed.withObject("/spec").put("image", "registry.example/shop/orders:2.4.0");
        stage.apply(Yaml.resource(changed, ShopService.class));
        stage.settle();
        assertThat(stage.status().serving().revision()).isNotEqualTo(REVISION);
        assertThat(stage.status().serving().epoch()).isEqualTo(1);
        assertThat(CanonicalJson.text(deployment(stage.pass().plan().objects())))
                .contains("orders-epoch-1")
                .doesNotContain("\"name\":\"orders-token\"", "\"name\":\"orders-settings\"", "\"secretName\":\"orders-token\"");
    }
}
