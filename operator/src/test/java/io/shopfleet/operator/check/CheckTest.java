package io.shopfleet.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.Resolved;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.source.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What must hold before a revision is rendered")
class CheckTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String WHOLE = """
            environment: default
            image: registry.example/shop/orders:1
            """;
    private static final String ADMITS_ALL = "allowedNamespaces: {selector: {}}\n";

    private static <T> T read(String yaml, Class<T> type) {
        try {
            return YAML.readValue(yaml, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }

    private static List<Problem> problems(String spec, Sighting seen) {
        var service = new ShopService();
        service.setSpec(read(spec, ShopServiceSpec.class));
        service.getMetadata().setName("orders");
        service.getMetadata().setNamespace("shop");
        return Check.all(service, seen.fleet());
    }

    private static Sighting environment(String spec) {
        return new Sighting().environment(read(spec, ShopEnvironmentSpec.class));
    }

    private static List<String> said(List<Problem> problems) {
        return problems.stream().map(problem -> problem.reason() + " " + problem.path()).toList();
    }

    @Test
    void nothingIsWrongWithAPlainService() {
        assertThat(problems(WHOLE, environment(ADMITS_ALL))).isEmpty();
    }

    @ParameterizedTest(name = "{0} allows {1}: {2}")
    @CsvSource({
        "registry.example/shop, registry.example/shop/orders:1, true",
        "registry.example/shop/, registry.example/shop/orders:1, true",
        "registry.example/shop/orders, registry.example/shop/orders:1, true",
        "registry.example/shop/orders, registry.example/shop/orders@sha256:0, true",
        "registry.example/shop/orders, registry.example/shop/orders, true",
        "registry.example/shop, registry.example/shopping/orders:1, false",
        "registry.example/shop/orders, registry.example/shop/orders-v2:1, false",
        "registry.example, registry.example.org/orders:1, false",
        "registry.example, registry.example:5000/orders:1, true",
        "shop, registry.example/shop/orders:1, false",
    })
    void aRepositoryAllowsWhatLiesInItAndNothingThatOnlyBeginsLikeIt(String repository, String image, boolean allowed) {
        Sighting seen = environment(ADMITS_ALL + "images: {allowedRepositories: [\"" + repository + "\"]}\n");
        assertThat(said(problems("environment: default\nimage: " + image + "\n", seen)))
                .isEqualTo(allowed ? List.of() : List.of("ImageNotAllowed spec.image"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "{}                                                                      | true",
        "{matchLabels: {team: shop}}                                             | true",
        "{matchLabels: {team: web}}                                              | false",
        "{matchLabels: {team: shop, stage: test}}                                | false",
        "{matchExpressions: [{key: team, operator: In, values: [web, shop]}]}    | true",
        "{matchExpressions: [{key: team, operator: In, values: [web]}]}          | false",
        "{matchExpressions: [{key: stage, operator: In, values: [test]}]}        | false",
        "{matchExpressions: [{key: team, operator: NotIn, values: [web]}]}       | true",
        "{matchExpressions: [{key: team, operator: NotIn, values: [shop]}]}      | false",
        "{matchExpressions: [{key: stage, operator: NotIn, values: [test]}]}     | true",
        "{matchExpressions: [{key: team, operator: Exists}]}                     | true",
        "{matchExpressions: [{key: stage, operator: Exists}]}                    | false",
        "{matchExpressions: [{key: stage, operator: DoesNotExist}]}              | true",
        "{matchExpressions: [{key: team, operator: DoesNotExist}]}               | false",
        "{matchExpressions: [{key: team}]}                                       | false",
        "{matchLabels: {team: shop}, matchExpressions: [{key: team, operator: DoesNotExist}]} | false",
    })
    void aSelectorAdmitsNamespacesAsKubernetesSelectorsDo(String selector, boolean admits) {
        Sighting seen = environment("allowedNamespaces: {selector: " + selector + "}\n")
                .namespaceLabels(Map.of("team", "shop"));
        assertThat(said(problems(WHOLE, seen)))
                .isEqualTo(admits ? List.of() : List.of("NamespaceNotAllowed metadata.namespace"));
    }

    @Test
    void anEnvironmentWithoutASelectorAdmitsNobody() {
        assertThat(said(problems(WHOLE, environment("{}")))).containsExactly("NamespaceNotAllowed metadata.namespace");
        assertThat(said(problems(WHOLE, environment("allowedNamespaces: {}"))))
                .containsExactly("NamespaceNotAllowed metadata.namespace");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "environment: default | spec.image",
        "image: a:1 | spec.environment",
        "{environment: default, image: a:1, ports: [{name: http, protocol: TCP}]} | spec.ports[0].port",
        "{environment: default, image: a:1, ports: [{port: 1, protocol: TCP}]} | spec.ports[0].name",
        "{environment: default, image: a:1, env: [{value: x}]} | spec.env[0].name",
        "{environment: default, image: a:1, env: [{name: A, secretKeyRef: {name: s}}]} | spec.env[0].secretKeyRef.key",
        "{environment: default, image: a:1, files: [{name: f, secret: {name: s}}]} | spec.files[0].mountPath",
        "{environment: default, image: a:1, scratch: [{mountPath: /a, size: 1}, {mountPath: /b}]} | spec.scratch[1].size",
        "{environment: default, image: a:1, pod: {labels: {}}} | spec.pod.topologyKey",
    })
    void aFieldThatOnlyALooserSchemaLetsBeMissingIsOneClearProblem(String spec, String path) {
        List<Problem> problems = problems(spec, environment(ADMITS_ALL));
        assertThat(said(problems)).containsExactly("InvalidValue " + path);
        assertThat(problems.getFirst().message()).isEqualTo(path + " is missing");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "ports: [{name: http, port: 1}] | spec.ports[http].protocol",
        "dependencies: [{name: d, service: {name: d}}] | spec.dependencies[d].require",
        "rollout: {history: 3} | spec.rollout.strategy",
        "pod: {topologyKey: a, tolerations: [{effect: Any}]} | spec.pod.tolerations[].operator",
        "pod: {topologyKey: a, tolerations: [{operator: Exists}]} | spec.pod.tolerations[].effect",
    })
    void aValueThatIsNotKnownIsNeverTakenForTheDefault(String field, String path) {
        assertThat(said(problems(WHOLE + field + "\n", environment(ADMITS_ALL)))).containsExactly("UnknownValue " + path);
    }

    @Test
    void aReferenceIsOneOfFourThings() {
        String spec = WHOLE + """
                env:
                - {name: A, secretKeyRef: {name: found, key: k}}
                - {name: B, secretKeyRef: {name: found, key: other}}
                - {name: C, secretKeyRef: {name: unlabelled, key: k}}
                - {name: D, secretKeyRef: {name: missing, key: k}}
                files:
                - {name: e, mountPath: /e, configMap: {name: found}}
                - {name: f, mountPath: /f, configMap: {name: unlabelled}}
                - {name: g, mountPath: /g, configMap: {name: missing}}
                """;
        Sighting seen = environment(ADMITS_ALL)
                .reference(new Reference(Reference.Kind.Secret, "found"), Map.of("k", "v"))
                .reference(new Reference(Reference.Kind.Secret, "unlabelled"), new Resolved.NotBindable<>())
                .reference(new Reference(Reference.Kind.Secret, "missing"), new Resolved.Missing<>())
                .reference(new Reference(Reference.Kind.ConfigMap, "found"), Map.of())
                .reference(new Reference(Reference.Kind.ConfigMap, "unlabelled"), new Resolved.NotBindable<>())
                .reference(new Reference(Reference.Kind.ConfigMap, "missing"), new Resolved.Missing<>());
        assertThat(said(problems(spec, seen))).containsExactly(
                "KeyMissing spec.env[B].secretKeyRef.key",
                "SecretNotBindable spec.env[C].secretKeyRef",
                "SecretMissing spec.env[D].secretKeyRef",
                "ConfigMapNotBindable spec.files[f].configMap",
                "ConfigMapMissing spec.files[g].configMap");
    }

    @Test
    void anEdgeLeadsToExactlyOneThing() {
        assertThat(said(problems(
                        WHOLE + """
                        dependencies:
                        - {name: nothing, require: Ready}
                        - {name: both, service: {name: catalog}, external: {name: mail}, require: Ready}
                        """,
                        environment(ADMITS_ALL))))
                .containsExactly("InvalidValue spec.dependencies[nothing]", "InvalidValue spec.dependencies[both]");
    }

    @Test
    void aServiceCannotDependOnItselfWhicheverWayItIsWritten() {
        assertThat(said(problems(
                        WHOLE + """
                        dependencies:
                        - {name: me, service: {name: orders}, require: Ready}
                        - {name: again, service: {name: orders, namespace: shop}, require: Optional}
                        - {name: namesake, service: {name: orders, namespace: other}, require: Ready}
                        """,
                        environment(ADMITS_ALL))))
                .containsExactly("InvalidValue spec.dependencies[me].service", "InvalidValue spec.dependencies[again].service");
    }

    private static List<Problem> inCycle(String... names) {
        List<Provider.Id> cycle = Arrays.stream(names)
                .map(name -> name.split("/"))
                .map(parts -> new Provider.Id(parts[0], parts[1]))
                .toList();
        var seen = environment(ADMITS_ALL)
                .provider(new Provider.Id("shop", "catalog"), new Resolved.Found<>(new Provider(false, false, "", cycle)));
        return problems(WHOLE + "dependencies: [{name: goods, service: {name: catalog}, require: Ready}]", seen);
    }

    @Test
    void aCycleIsAWarningThatNamesIt() {
        assertThat(inCycle("shop/catalog", "shop/orders")).containsExactly(new Problem(
                "spec.dependencies[goods]",
                Severity.Warning,
                Reason.DependencyCycle,
                "services require each other: catalog → orders → catalog; this edge counts as Optional",
                "set require to Optional where the service can do without, or remove an edge"));
        assertThat(inCycle()).isEmpty();
    }

    @Test
    void aCycleThroughSeveralNamespacesNamesThemAndALongOneIsShortened() {
        assertThat(inCycle("pay/cards", "shop/orders", "shop/catalog").getFirst().message())
                .contains("pay/cards → shop/orders → shop/catalog → pay/cards;");
        assertThat(inCycle("s/a", "s/b", "s/c", "s/d", "s/e", "s/f", "s/g", "s/h", "s/i", "s/j", "s/k").getFirst().message())
                .contains("a → b → c → d → e → f → g → h → i → j → … → a;");
    }

    @Test
    void aWarningStopsNothing() {
        assertThat(Check.passed(inCycle("shop/catalog", "shop/orders"))).isTrue();
        assertThat(Check.passed(problems(WHOLE, new Sighting()))).isFalse();
    }

    @Test
    void whatDoesNotFitIntoACopyIsToldWhereItNoLongerFits() {
        String spec = WHOLE + """
                env:
                - {name: A, configMapKeyRef: {name: half, key: k}}
                - {name: B, configMapKeyRef: {name: half, key: k}}
                - {name: C, secretKeyRef: {name: whole, key: k}}
                files:
                - {name: d, mountPath: /d, configMap: {name: half}}
                - {name: e, mountPath: /e, configMap: {name: more}}
                - {name: f, mountPath: /f, secret: {name: whole}}
                """;
        Sighting seen = environment(ADMITS_ALL)
                .reference(new Reference(Reference.Kind.ConfigMap, "half"), Map.of("k", "x".repeat(512 * 1024)))
                .reference(new Reference(Reference.Kind.ConfigMap, "more"), Map.of("k", ""))
                .reference(new Reference(Reference.Kind.Secret, "whole"), Map.of("k", "x".repeat(1024 * 1024)));
        assertThat(said(problems(spec, seen))).isEmpty();
        seen.reference(new Reference(Reference.Kind.ConfigMap, "more"), Map.of("k", "x"))
                .reference(new Reference(Reference.Kind.Secret, "whole"), Map.of("k", "x".repeat(1024 * 1024), "other", "x"));
        assertThat(said(problems(spec, seen)))
                .containsExactly("TooLarge spec.files[e].configMap", "TooLarge spec.files[f].secret");
    }

    @Test
    void aKeyWhoseCopyWouldHaveTooLongANameIsTold() {
        String spec = WHOLE + "files: [{name: f, mountPath: /f, secret: {name: abc}}]\n";
        var abc = new Reference(Reference.Kind.Secret, "abc");
        assertThat(said(problems(spec, environment(ADMITS_ALL).reference(abc, Map.of("k".repeat(249), ""))))).isEmpty();
        assertThat(said(problems(spec, environment(ADMITS_ALL).reference(abc, Map.of("k".repeat(250), "")))))
                .containsExactly("InvalidValue spec.files[f].secret");
    }
}
