package io.shopfleet.operator.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** On objects as a real API server stored them; each carries the digest of what was sent. */
@DisplayName("The fields that the operator owns")
class OwnedFieldsTest {
    private static final ObjectMapper YAML = new YAMLMapper();

    private static List<ObjectNode> recorded() {
        try (InputStream stream = OwnedFieldsTest.class.getResourceAsStream("/recorded/applied.yaml")) {
            return Stream.of(YAML.readerFor(JsonNode.class).readValues(stream).readAll().toArray())
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HasMetadata object(ObjectNode tree) {
        return YAML.convertValue(tree, ManagedKind.valueOf(tree.path("kind").asText()).type());
    }

    /** The Deployment of a service with everything set. */
    private static ObjectNode deployment() {
        return recorded().stream()
                .filter(tree -> tree.path("kind").asText().equals("Deployment"))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode at(ObjectNode tree, String pointer) {
        return (ObjectNode) tree.at(pointer);
    }

    /** What the server says the operator owns. */
    private static ObjectNode owned(ObjectNode tree) {
        return at(tree, "/metadata/managedFields/0/fieldsV1");
    }

    private static ObjectNode container(ObjectNode tree) {
        return at(tree, "/spec/template/spec/containers/0");
    }

    private static ObjectNode ownedContainer(ObjectNode tree) {
        return at(owned(tree), "/f:spec/f:template/f:spec/f:containers/k:{\"name\":\"app\"}");
    }

    /** Ahead of the operator's entry: where another one stands in the list means nothing. */
    private static ObjectNode manager(ObjectNode tree, String name, String operation) {
        return ((ArrayNode) tree.at("/metadata/managedFields"))
                .insertObject(0)
                .put("manager", name)
                .put("operation", operation)
                .put("apiVersion", "apps/v1")
                .put("fieldsType", "FieldsV1");
    }

    private static String observed(ObjectNode tree) {
        return OwnedFields.marks(object(tree)).get(Marks.OBSERVED_DIGEST);
    }

    @TestFactory
    Stream<DynamicTest> everyKindReadsBackAsItWasSent() {
        assertThat(recorded()).extracting(tree -> tree.path("kind").asText()).contains(
                "ServiceAccount", "ControllerRevision", "ConfigMap", "Service", "Deployment", "PodDisruptionBudget");
        return recorded().stream().map(tree -> DynamicTest.dynamicTest(
                tree.path("kind").asText() + " " + tree.at("/metadata/name").asText(),
                () -> assertThat(observed(tree)).isEqualTo(object(tree).getMetadata().getAnnotations().get(Marks.APPLIED))));
    }

    @Test
    void aFieldThatSomebodyElseAddedIsNotSeen() {
        ObjectNode tree = deployment();
        String before = observed(tree);
        at(tree, "/metadata/labels").put("team", "platform");
        at(tree, "/spec").put("paused", true);
        ((ArrayNode) container(tree).get("env"))
                .addObject().put("name", "INJECTED").put("value", "yes");
        manager(tree, "kubectl-edit", "Update").putObject("fieldsV1").putObject("f:spec").putObject("f:paused");
        assertThat(observed(tree)).isEqualTo(before);
    }

    @Test
    void theNumberOfReplicasBelongsToAnotherManager() {
        ObjectNode tree = deployment();
        String before = observed(tree);
        at(tree, "/spec").put("replicas", 7);
        manager(tree, "shopfleet-scale", "Apply").putObject("fieldsV1").putObject("f:spec").putObject("f:replicas");
        assertThat(observed(tree)).isEqualTo(before);
    }

    @Test
    void whetherTheNumberOfReplicasIsStillTheOperatorsIsSeen() {
        ObjectNode tree = deployment();
        at(tree, "/spec").put("replicas", 7);
        assertThat(OwnedFields.marks(object(tree))).doesNotContainKey(Marks.SCALED);
        ObjectNode scale = manager(tree, "shopfleet-scale", "Apply");
        scale.putObject("fieldsV1").putObject("f:spec").putObject("f:replicas");
        assertThat(OwnedFields.marks(object(tree))).containsEntry(Marks.SCALED, "true");
        scale.putObject("fieldsV1").putObject("f:metadata");
        assertThat(OwnedFields.marks(object(tree))).doesNotContainKey(Marks.SCALED);
    }

    @Test
    void anEditOfAnOwnedFieldIsSeenBecauseTheFieldChangesHands() {
        ObjectNode tree = deployment();
        String before = observed(tree);
        container(tree).put("image", "elsewhere.example/other:1");
        ownedContainer(tree).remove("f:image");
        manager(tree, "kubectl-set", "Update").putObject("fieldsV1").putObject("f:spec");
        assertThat(observed(tree)).isNotEqualTo(before);
    }

    @Test
    void aFieldThatChangedHandsIsSeenEvenWithItsOldValue() {
        ObjectNode tree = deployment();
        String before = observed(tree);
        ownedContainer(tree).remove("f:image");
        assertThat(observed(tree)).isNotEqualTo(before);
    }

    @Test
    void aChangedValueIsSeen() {
        ObjectNode tree = deployment();
        String before = observed(tree);
        at(container(tree), "/resources/limits").put("memory", "2Gi");
        assertThat(observed(tree)).isNotEqualTo(before);
    }

    @Test
    void aRemovedOwnedLabelIsSeen() {
        ObjectNode tree = deployment();
        String before = observed(tree);
        at(tree, "/metadata/labels").remove("shopfleet.io/service");
        at(owned(tree), "/f:metadata/f:labels").remove("f:shopfleet.io/service");
        assertThat(observed(tree)).isNotEqualTo(before);
    }

    @Test
    void whatTheOperatorOwnsOfTheStatusDoesNotCount() {
        ObjectNode tree = deployment();
        String before = observed(tree);
        ObjectNode entry = manager(tree, "shopfleet", "Apply").put("subresource", "status");
        entry.putObject("fieldsV1").putObject("f:status");
        assertThat(observed(tree)).isEqualTo(before);
    }

    @Test
    void whatTheOperatorWroteWithoutApplyingItDoesNotCount() {
        ObjectNode tree = deployment();
        String before = observed(tree);
        at(tree, "/metadata/annotations").put("note", "written once");
        manager(tree, "shopfleet", "Update")
                .putObject("fieldsV1").putObject("f:metadata").putObject("f:annotations").putObject("f:note");
        assertThat(observed(tree)).isEqualTo(before);
    }

    @Test
    void anObjectOfSomebodyElseHasNoDigest() {
        ObjectNode tree = deployment();
        at(tree, "/metadata").remove("managedFields");
        assertThat(observed(tree)).isEmpty();
        at(tree, "/metadata").putArray("managedFields");
        manager(tree, "helm", "Update").putObject("fieldsV1").putObject("f:spec");
        assertThat(observed(tree)).isEmpty();
    }

    @Test
    void observingChangesNothing() {
        ObjectNode tree = deployment();
        var deployment = (Deployment) object(tree);
        OwnedFields.marks(deployment);
        OwnedFields.wanted(deployment);
        assertThat(YAML.<JsonNode>valueToTree(deployment)).isEqualTo(YAML.<JsonNode>valueToTree(object(tree)));
    }

    @Test
    void theDigestOfWhatIsWantedLeavesOutWhatThePathSaysAndItsOwnStamp() {
        var plain = new ConfigMapBuilder().withNewMetadata().endMetadata().withData(Map.of("a", "b")).build();
        var named = new ConfigMapBuilder(plain).editMetadata().withName("orders").withNamespace("shop").endMetadata().build();
        var stamped = new ConfigMapBuilder(named)
                .editMetadata().addToAnnotations(Marks.APPLIED, "0123456789abcdef").endMetadata().build();
        assertThat(OwnedFields.wanted(named)).isEqualTo(OwnedFields.wanted(plain));
        assertThat(OwnedFields.wanted(stamped)).isEqualTo(OwnedFields.wanted(plain));
        var other = new ConfigMapBuilder(plain).addToData("c", "d").build();
        assertThat(OwnedFields.wanted(other)).isNotEqualTo(OwnedFields.wanted(plain));
    }
}
