package io.shopfleet.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.generator.annotation.Default;
import io.shopfleet.api.v1alpha1.AllowedNamespaces;
import io.shopfleet.api.v1alpha1.NamespaceSelector;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.api.v1alpha1.Telemetry;
import io.shopfleet.api.v1alpha1.TelemetryMode;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.dependency.DependencyKind;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.manifest.Yaml;
import io.shopfleet.operator.render.Renderer.Described;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A revision is new exactly when its pods would be")
class RevisionStabilityTest {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final ShopEnvironmentSpec ENVIRONMENT = environment(null);

    private static final String SPEC = """
            image: registry.example/shop/orders:1.0.0
            ports: [{name: http, port: 8080}]
            env: [{name: LEVEL, value: INFO}]
            scratch: [{mountPath: /tmp}]
            dependencies: [{name: catalog, service: {name: catalog}}]
            """;

    private static ShopEnvironmentSpec environment(Telemetry telemetry) {
        return new ShopEnvironmentSpec(
                new AllowedNamespaces(new NamespaceSelector(Map.of(), List.of())), null, telemetry, null, null, null, null, null, null, null,
                null, null);
    }

    private static ShopService service(String spec) {
        return Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders, namespace: shop, uid: uid, generation: 1}
                spec:
                """ + spec.indent(2),
                ShopService.class);
    }

    private static RevisionRecord rendered(String spec, ShopEnvironmentSpec environment) {
        ShopService service = service(spec);
        var fleet = new Sighting().fleet();
        return wanted(service, environment, fleet, Optional.empty()).record();
    }

    private static Described wanted(
            ShopService service, ShopEnvironmentSpec environment, Fleet fleet, Optional<String> serving) {
        return Renderer.wanted(service, environment, edges(service.getSpec()), fleet, serving, List.of());
    }

    private static List<Contribution> edges(ShopServiceSpec spec) {
        return edges(spec, ENVIRONMENT);
    }

    private static List<Contribution> edges(ShopServiceSpec spec, ShopEnvironmentSpec environment) {
        ShopService service = service("image: any:1");
        service.setSpec(spec);
        return DependencyKind.contributions(service, new Sighting().environment(environment).fleet());
    }

    /** Of a spec without any default filled in, as an operator of another version may have seen it. */
    private static String revision(String yaml) {
        try {
            ShopServiceSpec spec = YAML.readValue(yaml, ShopServiceSpec.class);
            return RevisionInputs.of(spec, edges(spec), ENVIRONMENT, new TreeMap<>()).revision("1");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }

    /** Written out, because an operator that named it otherwise would restart every service it takes over. */
    @Test
    void theSameSpecIsTheSameRevisionInEveryVersionOfTheOperator() {
        assertThat(revision(SPEC)).isEqualTo("183684ed95");
    }

    @Test
    void aFieldThatIsLeftOutEqualsItsDefault() {
        String spelledOut = """
                environment: default
                image: registry.example/shop/orders:1.0.0
                ports: [{name: http, port: 8080, protocol: HTTP}]
                replicas: 1
                env: [{name: LEVEL, value: INFO}]
                scratch: [{mountPath: /tmp, size: 64Mi}]
                dependencies: [{name: catalog, service: {name: catalog}, require: Ready}]
                pod: {topologyKey: kubernetes.io/hostname, labels: {}, tolerations: []}
                rollout: {strategy: Rolling, progressDeadline: 10m, history: 3}
                paused: false
                command: []
                config: {}
                """;
        assertThat(revision(spelledOut)).isEqualTo(revision(SPEC));
        assertThat(rendered(SPEC, ENVIRONMENT).revision()).isEqualTo(revision(SPEC));
    }

    @Test
    void theVersionThatTheTagGivesIsTheSameWrittenOut() {
        assertThat(revision(SPEC + "version: 1.0.0\n")).isEqualTo(revision(SPEC));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "replicas: 5",
        "paused: true",
        "rollout: {progressDeadline: 90s}",
        "rollout: {history: 10}",
        "environment: other",
        "pod: {serviceAccountAnnotations: {role: orders}}",
    })
    void whatDoesNotReachThePodsMakesNoNewRevision(String field) {
        assertThat(revision(SPEC + field + "\n")).isEqualTo(revision(SPEC));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "version: 1.0.1",
        "resources: {requests: {cpu: 100m}}",
        "resources: {limits: {memory: 1Gi}}",
        "command: [/run]",
        "args: [--fast]",
        "files: [{name: rates, mountPath: /rates, configMap: {name: rates}}]",
        "config: {currency: EUR}",
        "health: {readiness: /ready}",
        "pod: {labels: {team: shop}}",
        "pod: {annotations: {note: hello}}",
        "pod: {imagePullSecrets: [{name: registry}]}",
        "pod: {nodeSelector: {disk: ssd}}",
        "pod: {tolerations: [{key: dedicated, operator: Exists}]}",
        "pod: {priorityClassName: high}",
        "pod: {topologyKey: topology.kubernetes.io/zone}",
    })
    void eachFieldThatReachesThePodsMakesANewRevision(String field) {
        assertThat(revision(SPEC + field + "\n")).isNotEqualTo(revision(SPEC));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        ":1.0.0>:1.0.1", "port: 8080>port: 8081", "name: http>name: web", "8080}>8080, protocol: TCP}", "INFO>DEBUG",
        "LEVEL>LOG", "value: INFO>value: ''", "/tmp>/var/tmp", "/tmp}>/tmp, size: 65Mi}", "name: catalog, >name: goods, ",
        "service: {name: catalog}>service: {name: goods}"
    })
    void eachPartOfAListReachesThePodsToo(String change) {
        String[] parts = change.split(">");
        assertThat(SPEC).contains(parts[0]);
        assertThat(revision(SPEC.replace(parts[0], parts[1]))).isNotEqualTo(revision(SPEC));
    }

    @Test
    void whatAnEdgeMustFulfilMakesNoNewRevision() {
        assertThat(revision(SPEC.replace("{name: catalog}}", "{name: catalog}, require: Optional}"))).isEqualTo(revision(SPEC));
    }

    @Test
    void theOrderOfEdgesMakesNoNewRevision() {
        String first = SPEC.replace("}}]", "}}, {name: stock, service: {name: stock}}]");
        String second = SPEC.replace("[{name: catalog", "[{name: stock, service: {name: stock}}, {name: catalog");
        assertThat(first).isNotEqualTo(second);
        assertThat(revision(first)).isEqualTo(revision(second));
    }

    @Test
    void whereTelemetryGoesMakesANewRevision() {
        var none = environment(new Telemetry(TelemetryMode.None, null));
        var otlp = environment(new Telemetry(TelemetryMode.Otlp, "http://collector:4317"));
        var other = environment(new Telemetry(TelemetryMode.Otlp, "http://collector:4318"));
        assertThat(rendered(SPEC, none).revision()).isEqualTo(revision(SPEC));
        assertThat(rendered(SPEC, otlp).revision()).isNotEqualTo(revision(SPEC));
        assertThat(rendered(SPEC, other).revision()).isNotEqualTo(rendered(SPEC, otlp).revision());
    }

    /** What a later version of the API may look like: a field more, with a default, in the spec and in a list. */
    record LaterPort(String name, @Default("Cluster") String scope, @Default("2") Integer weight) {}

    record LaterSpec(String image, @Default("true") Boolean shared, @Default("{}") LaterPort main, List<LaterPort> ports) {}

    @Test
    void aFieldThatALaterSchemaAddsWithADefaultChangesNoRevision() {
        var before = Map.of("image", "a:1", "ports", List.of(Map.of("name", "http")));
        var after = new LaterSpec(
                "a:1", true, new LaterPort(null, "Cluster", 2), List.of(new LaterPort("http", "Cluster", 2)));
        ObjectNode pruned = RevisionInputs.withoutDefaults((ObjectNode) CanonicalJson.tree(after), LaterSpec.class);
        assertThat(CanonicalJson.text(pruned)).isEqualTo(CanonicalJson.text(before));
        var used = new LaterSpec("a:1", false, null, List.of(new LaterPort("http", "Node", 3)));
        assertThat(CanonicalJson.text(RevisionInputs.withoutDefaults((ObjectNode) CanonicalJson.tree(used), LaterSpec.class)))
                .isEqualTo("{\"image\":\"a:1\",\"ports\":[{\"name\":\"http\",\"scope\":\"Node\",\"weight\":3}],\"shared\":false}");
    }

    @Test
    void aRevisionThatAnOlderRendererMadeStaysWhileItsSpecStays() {
        RevisionRecord now = rendered(SPEC, ENVIRONMENT);
        var older = new RevisionRecord(
                "0000000000", 4, "0", now.inputs(), 1, now.version(), now.image(), "{}", now.config(), now.ports(), "{}", false);
        ShopService service = service(SPEC);
        Optional<String> serving = Optional.of("0000000000");
        var fleet = new Sighting().record(older).fleet();
        assertThat(wanted(service, ENVIRONMENT, fleet, serving)).isEqualTo(new Described(older, true));
        assertThat(wanted(service, ENVIRONMENT, fleet, Optional.empty()).record().revision()).isEqualTo(now.revision());
        assertThat(wanted(service("image: a:2"), ENVIRONMENT, fleet, serving).outdated())
                .as("more than the template would change")
                .isFalse();
    }

    @Test
    void aRevisionThatAnOlderRendererMadeIsRenderedAnewWhenTheTurnHasCome() {
        RevisionRecord now = rendered(SPEC, ENVIRONMENT);
        var older = new RevisionRecord(
                "0000000000", 4, "0", now.inputs(), 1, now.version(), now.image(), "{}", now.config(), now.ports(), "{}", false);
        var current = now.withSequence(5);
        var fleet = new Sighting().record(older).upgrading(true).fleet();
        assertThat(wanted(service(SPEC), ENVIRONMENT, fleet, Optional.of("0000000000"))).isEqualTo(new Described(now, true));
        assertThat(wanted(
                        service(SPEC), ENVIRONMENT, new Sighting().record(older).record(current).upgrading(true).fleet(),
                        Optional.of(now.revision())))
                .as("arrived")
                .isEqualTo(new Described(current, false));
    }

    @Test
    void twoRenderersNameTheSameInputsDifferently() {
        RevisionInputs inputs = RevisionInputs.of(service(SPEC).getSpec(), List.of(), ENVIRONMENT, new TreeMap<>());
        assertThat(inputs.revision("1")).matches("[0-9a-f]{10}").isNotEqualTo(inputs.revision("2"));
    }

    @Test
    void whatWasRecordedIsNotRenderedAgain() {
        RevisionRecord now = rendered(SPEC, ENVIRONMENT);
        var recorded = new RevisionRecord(
                now.revision(), 2, "1", now.inputs(), 7, now.version(), now.image(), "{\"as\":\"recorded\"}", "{}", "[]", "{}", false);
        ShopService service = service(SPEC);
        var fleet = new Sighting().record(recorded).fleet();
        assertThat(wanted(service, ENVIRONMENT, fleet, Optional.empty())).isEqualTo(new Described(recorded, false));
    }
}
