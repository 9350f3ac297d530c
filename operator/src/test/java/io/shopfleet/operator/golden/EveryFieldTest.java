package io.shopfleet.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.embedded.Servers;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Provider.Id;
import io.shopfleet.operator.golden.Stage.Look;
import io.shopfleet.operator.graph.Neighbours;
import io.shopfleet.operator.graph.Node;
import io.shopfleet.operator.manifest.Schema;
import io.shopfleet.operator.manifest.Yaml;
import io.shopfleet.operator.status.EnvironmentReporter;
import io.shopfleet.operator.upgrade.Outdated;
import io.shopfleet.operator.upgrade.Wave;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each leaf of the two schemas is changed, alone, in a service that uses all of them, and the change must show where the
 * table says: in an object whose names are made equal first, so that a new revision alone counts for nothing.
 */
@DisplayName("Every field works")
class EveryFieldTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Path FOLDER = Path.of("src/test/resources/every-field");

    private enum When {
        RUNNING,
        NOT_AUTOSCALED,
        FIRST_LOOK,
        FROZEN,
        STANDING_STILL,
        AFTER_FIVE_ROLLOUTS
    }

    private record Row(String leaf, String at, String value, String shows, When when) {}

    private static Row row(String leaf, String at, String value, String shows) {
        return new Row(leaf, at, value, shows, When.RUNNING);
    }

    private static final List<Row> SERVICE = List.of(
            row("spec.image", "/spec/image", "registry.example/shop/orders:9", "Deployment"),
            row("spec.version", "/spec/version", "9", "Deployment"),
            row("spec.ports[].name", "/spec/ports/0/name", "web", "Service"),
            row("spec.ports[].port", "/spec/ports/0/port", "8088", "Service"),
            row("spec.ports[].protocol", "/spec/ports/0/protocol", "TCP", "Service"),
            new Row("spec.replicas", "/spec/replicas", "5", "scales", When.NOT_AUTOSCALED),
            new Row("spec.replicas", "/spec/replicas", "1", "PodDisruptionBudget", When.NOT_AUTOSCALED),
            row("spec.autoscaling.min", "/spec/autoscaling/min", "5", "HorizontalPodAutoscaler"),
            row("spec.autoscaling.min", "/spec/autoscaling/min", "5", "PodDisruptionBudget"),
            row("spec.autoscaling.max", "/spec/autoscaling/max", "8", "HorizontalPodAutoscaler"),
            row("spec.autoscaling.cpuPercent", "/spec/autoscaling/cpuPercent", "90", "HorizontalPodAutoscaler"),
            row("spec.resources.requests.cpu", "/spec/resources/requests/cpu", "200m", "Deployment"),
            row("spec.resources.requests.memory", "/spec/resources/requests/memory", "300Mi", "Deployment"),
            row("spec.resources.limits.cpu", "/spec/resources/limits/cpu", "2", "Deployment"),
            row("spec.resources.limits.memory", "/spec/resources/limits/memory", "2Gi", "Deployment"),
            row("spec.command[]", "/spec/command/0", "/other", "Deployment"),
            row("spec.args[]", "/spec/args/0", "--quiet", "Deployment"),
            row("spec.env[].name", "/spec/env/0/name", "LEVEL", "Deployment"),
            row("spec.env[].value", "/spec/env/0/value", "DEBUG", "Deployment"),
            row("spec.env[].secretKeyRef.name", "/spec/env/2/secretKeyRef/name", "other-token", "Deployment"),
            row("spec.env[].secretKeyRef.key", "/spec/env/2/secretKeyRef/key", "other", "Deployment"),
            row("spec.env[].configMapKeyRef.name", "/spec/env/3/configMapKeyRef/name", "other-settings", "Deployment"),
            row("spec.env[].configMapKeyRef.key", "/spec/env/3/configMapKeyRef/key", "other", "Deployment"),
            row("spec.files[].name", "/spec/files/0/name", "prices", "Deployment"),
            row("spec.files[].mountPath", "/spec/files/0/mountPath", "/etc/prices", "Deployment"),
            row("spec.files[].configMap.name", "/spec/files/0/configMap/name", "other-settings", "Deployment"),
            row("spec.files[].secret.name", "/spec/files/1/secret/name", "other-token", "Deployment"),
            row("spec.config", "/spec/config", "{pricing.currency: USD}", "ConfigMap"),
            row("spec.health.port", "/spec/health/port", "http", "Deployment"),
            row("spec.health.liveness", "/spec/health/liveness", "/live", "Deployment"),
            row("spec.health.readiness", "/spec/health/readiness", "/ready", "Deployment"),
            row("spec.health.startup", "/spec/health/startup", "/started", "Deployment"),
            row("spec.scratch[].mountPath", "/spec/scratch/0/mountPath", "/var/tmp", "Deployment"),
            row("spec.scratch[].size", "/spec/scratch/0/size", "1Gi", "Deployment"),
            row("spec.dependencies[].name", "/spec/dependencies/0/name", "goods", "Deployment"),
            row("spec.dependencies[].name", "/spec/dependencies/0/name", "goods", "ConfigMap"),
            row("spec.dependencies[].service.name", "/spec/dependencies/0/service/name", "prices", "Deployment"),
            new Row("spec.dependencies[].require", "/spec/dependencies/1/require", "Ready", "position", When.FIRST_LOOK),
            row("spec.dependencies[].service.namespace", "/spec/dependencies/2/service/namespace", "billing", "Deployment"),
            new Row(
                    "spec.dependencies[].service.minVersion",
                    "/spec/dependencies/2/service/minVersion",
                    "\"1.5\"",
                    "position",
                    When.FIRST_LOOK),
            row("spec.dependencies[].external.name", "/spec/dependencies/3/external/name", "other-network", "Deployment"),
            row("spec.dependencies[].external.name", "/spec/dependencies/3/external/name", "other-network", "ConfigMap"),
            row("spec.grants[].namespace", "/spec/grants/0/namespace", "web", "neighbour"),
            row("spec.grants[].service", "/spec/grants/0/service", "sums", "neighbour"),
            row("spec.pod.labels", "/spec/pod/labels", "{team: other}", "Deployment"),
            row("spec.pod.annotations", "/spec/pod/annotations", "{example.com/note: other}", "Deployment"),
            row("spec.pod.serviceAccountAnnotations", "/spec/pod/serviceAccountAnnotations", "{a: b}", "ServiceAccount"),
            row("spec.pod.imagePullSecrets[].name", "/spec/pod/imagePullSecrets/0/name", "other", "Deployment"),
            row("spec.pod.nodeSelector", "/spec/pod/nodeSelector", "{disk: hdd}", "Deployment"),
            row("spec.pod.tolerations[].key", "/spec/pod/tolerations/0/key", "other", "Deployment"),
            row("spec.pod.tolerations[].operator", "/spec/pod/tolerations/1/operator", "Equal", "Deployment"),
            row("spec.pod.tolerations[].value", "/spec/pod/tolerations/0/value", "other", "Deployment"),
            row("spec.pod.tolerations[].effect", "/spec/pod/tolerations/0/effect", "NoExecute", "Deployment"),
            row("spec.pod.tolerations[].tolerationSeconds", "/spec/pod/tolerations/1/tolerationSeconds", "31", "Deployment"),
            row("spec.pod.priorityClassName", "/spec/pod/priorityClassName", "low", "Deployment"),
            row("spec.pod.topologyKey", "/spec/pod/topologyKey", "example.com/rack", "Deployment"),
            row("spec.environment", "/spec/environment", "other", "problems"),
            row("spec.paused", "/spec/paused", "true", "outcome"),
            row("spec.rollout.strategy", "/spec/rollout/strategy", "Wave", "problems"),
            new Row("spec.rollout.progressDeadline", "/spec/rollout/progressDeadline", "1h", "position", When.STANDING_STILL),
            new Row("spec.rollout.history", "/spec/rollout/history", "2", "records", When.AFTER_FIVE_ROLLOUTS));

    private static final String ADMITS = "spec.allowedNamespaces.selector.";

    private static final String PEERS = "spec.network.alsoFrom[].namespaces.";
    private static final String PEER = PEERS + "matchExpressions[].";

    private static final List<Row> ENVIRONMENT = List.of(
            row(ADMITS + "matchLabels", "/spec/allowedNamespaces/selector/matchLabels", "{team: web}", "problems"),
            row(ADMITS + "matchExpressions[].key", "/spec/allowedNamespaces/selector/matchExpressions/0/key", "x", "problems"),
            row(
                    ADMITS + "matchExpressions[].operator",
                    "/spec/allowedNamespaces/selector/matchExpressions/0/operator",
                    "NotIn",
                    "problems"),
            row(
                    ADMITS + "matchExpressions[].values[]",
                    "/spec/allowedNamespaces/selector/matchExpressions/0/values/0",
                    "trial",
                    "problems"),
            row("spec.images.allowedRepositories[]", "/spec/images/allowedRepositories/0", "other.example", "problems"),
            row("spec.telemetry.mode", "/spec/telemetry/mode", "None", "Deployment"),
            row("spec.telemetry.endpoint", "/spec/telemetry/endpoint", "http://elsewhere:4317", "Deployment"),
            new Row("spec.external[].name", "/spec/external/0/name", "bank-network", "position", When.FIRST_LOOK),
            row("spec.external[].url", "/spec/external/0/url", "https://cards.example/v3", "Deployment"),
            row("spec.external[].url", "/spec/external/0/url", "https://cards.example/v3", "ConfigMap"),
            row("spec.upgrades.atOnce", "/spec/upgrades/atOnce", "3", "wave"),
            row("spec.upgrades.deadline", "/spec/upgrades/deadline", "20m", "wave"),
            new Row("spec.freeze.reason", "/spec/freeze/reason", "other", "conditions", When.FROZEN),
            new Row("spec.freeze.until", "/spec/freeze/until", "2026-01-01T12:00:01Z", "position", When.FIRST_LOOK),
            row("spec.limits.services", "/spec/limits/services", "0", "problems"),
            row("spec.limits.replicas", "/spec/limits/replicas", "2", "problems"),
            row("spec.limits.cpu", "/spec/limits/cpu", "100m", "problems"),
            row("spec.limits.memory", "/spec/limits/memory", "1Ki", "problems"),
            row("spec.network.isolation", "/spec/network/isolation", "None", "NetworkPolicy"),
            row("spec.network.alsoFrom[].name", "/spec/network/alsoFrom/0/name", "ingress", "environment"),
            row(PEERS + "matchLabels", "/spec/network/alsoFrom/0/namespaces/matchLabels", "{team: web}", "NetworkPolicy"),
            row(PEER + "key", "/spec/network/alsoFrom/0/namespaces/matchExpressions/0/key", "x", "NetworkPolicy"),
            row(PEER + "operator", "/spec/network/alsoFrom/0/namespaces/matchExpressions/0/operator", "NotIn", "NetworkPolicy"),
            row(PEER + "values[]", "/spec/network/alsoFrom/0/namespaces/matchExpressions/0/values/0", "two", "NetworkPolicy"),
            row("spec.network.alsoFrom[].pods", "/spec/network/alsoFrom/0/pods", "{app: other}", "NetworkPolicy"));

    /** Somebody in another namespace, to whom the service has to grant what is seen. */
    private static final ShopService NEIGHBOUR = Yaml.resource(
            """
            apiVersion: shopfleet.io/v1alpha1
            kind: ShopService
            metadata: {name: analytics, namespace: reports}
            spec: {image: "analytics:1", dependencies: [{name: orders, service: {name: orders, namespace: shop}}]}
            """,
            ShopService.class);

    /** What edges ask of servers outside shows there; they have a table of their own. */
    @Test
    void noFieldOfAServiceIsLeftOut() {
        var inside = Schema.of("ShopService").leaves("spec");
        inside.removeIf(leaf -> leaf.matches("spec[.]dependencies\\[][.](topic|database|cache)[.].*"));
        assertThat(leaves(SERVICE)).isEqualTo(inside);
    }

    /** What it says of servers outside changes no service; each of their kinds has a table of its own. */
    @Test
    void noFieldOfAnEnvironmentIsLeftOut() {
        var inside = Schema.of("ShopEnvironment").leaves("spec");
        inside.removeIf(leaf -> leaf.matches("spec[.](backendNamespace|(kafka|postgres|cache)[.].*)"));
        assertThat(leaves(ENVIRONMENT)).isEqualTo(inside);
    }

    private static TreeSet<String> leaves(List<Row> rows) {
        var leaves = new TreeSet<String>();
        rows.forEach(row -> leaves.add(row.leaf()));
        return leaves;
    }

    @TestFactory
    Stream<DynamicTest> eachFieldOfAServiceShows() {
        return SERVICE.stream().map(row -> DynamicTest.dynamicTest(row.leaf() + " in " + row.shows(), () -> {
            ObjectNode changed = service();
            set(changed, row);
            shows(row, facts(changed, cluster(), row.when()));
        }));
    }

    @TestFactory
    Stream<DynamicTest> eachFieldOfAnEnvironmentShows() {
        return ENVIRONMENT.stream().map(row -> DynamicTest.dynamicTest(row.leaf() + " in " + row.shows(), () -> {
            List<ObjectNode> changed = cluster();
            set(changed.getFirst(), row);
            shows(row, facts(service(), changed, row.when()));
        }));
    }

    private static void shows(Row row, Map<String, String> changed) {
        Map<String, String> base = facts(service(), cluster(), row.when());
        assertThat(base).containsKey(row.shows());
        assertThat(changed.get(row.shows())).isNotEqualTo(base.get(row.shows()));
    }

    private static ObjectNode service() {
        return Yaml.documents(FOLDER.resolve("service.yaml")).getFirst();
    }

    private static List<ObjectNode> cluster() {
        return Yaml.documents(FOLDER.resolve("cluster.yaml"));
    }

    private static void set(ObjectNode tree, Row row) {
        var pointer = JsonPointer.compile(row.at());
        JsonNode parent = tree.at(pointer.head());
        JsonNode value = Yaml.tree(row.value());
        assertThat(parent).as("%s lies in something", row.at()).isNotNull();
        if (parent instanceof ArrayNode items) {
            items.set(pointer.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), value);
        }
    }

    private static Map<String, String> facts(ObjectNode service, List<ObjectNode> cluster, When when) {
        if (when == When.NOT_AUTOSCALED) {
            ((ObjectNode) service.get("spec")).remove("autoscaling");
        }
        if (when == When.FROZEN) {
            ((ObjectNode) cluster.getFirst().at("/spec/freeze")).remove("until");
        }
        var stage = new Stage(Yaml.resource(service, ShopService.class), Surroundings.of(cluster));
        stage.apply(Yaml.resource(service, ShopService.class));
        Look last = switch (when) {
            case RUNNING, NOT_AUTOSCALED -> {
                stage.settle();
                yield stage.pass();
            }
            case FIRST_LOOK, FROZEN -> stage.pass();
            case STANDING_STILL -> {
                stage.pods(Map.of("2.3.0-rc.1", 0));
                stage.pass();
                stage.pass();
                stage.pass();
                stage.later(90);
                yield stage.pass();
            }
            case AFTER_FIVE_ROLLOUTS -> {
                for (int i = 1; i <= 5; i++) {
                    ((ObjectNode) service.get("spec")).put("version", Integer.toString(i));
                    stage.apply(Yaml.resource(service, ShopService.class));
                    stage.settle();
                }
                yield stage.pass();
            }
        };
        Map<String, String> facts = facts(last);
        ShopEnvironment environment = Yaml.resource(cluster.getFirst(), ShopEnvironment.class);
        environment.getMetadata().setGeneration(1L);
        facts.put("wave", wave(environment).toString());
        facts.put("environment", new EnvironmentReporter().report(environment, wave(environment), Servers.NONE, NOON).toString());
        facts.put("neighbour", Neighbours.of(NEIGHBOUR, id -> Optional.of(Node.of(stage.actor()))).toString());
        return facts;
    }

    /** Three services have an older template. */
    private static Wave wave(ShopEnvironment environment) {
        var outdated = Stream.of("a", "b", "c")
                .map(name -> new Outdated(new Id("shop", name), true, Optional.empty(), Set.of()))
                .toList();
        return Wave.of(environment, false, false, outdated, NOON);
    }

    private static Map<String, String> facts(Look look) {
        var facts = new TreeMap<String, String>();
        look.plan().objects().forEach(object -> facts.merge(object.getKind(), CanonicalJson.text(object), String::concat));
        facts.put("scales", look.plan().scales().toString());
        facts.put("outcome", look.plan().outcome().toString());
        facts.put("conditions", look.report().status().conditions().toString());
        facts.put("problems", look.plan().problems().toString());
        facts.put("position", look.plan().next().toString());
        facts.put("records", Integer.toString(look.fleet().records().size()));
        look.fleet().records().forEach(record ->
                facts.replaceAll((part, text) -> text.replace(record.revision(), "revision")));
        return facts;
    }
}
