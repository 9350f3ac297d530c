package io.shopfleet.operator.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.golden.Stage;
import io.shopfleet.operator.golden.Surroundings;
import io.shopfleet.operator.manifest.Yaml;
import io.shopfleet.operator.plan.Plan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a specification describes what runs already. */
class DescribedTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: orders, namespace: shop}
            spec:
              replicas: 2
              selector: {matchLabels: {app: orders}}
              template:
                metadata: {labels: {app: orders}}
                spec: {containers: [
                  {name: web,
                    image: "shop/orders:1",
                    ports: [{containerPort: 8080}],
                    env: [{name: MODE, value: fast}],
                    resources: {requests: {cpu: 100m}}}]}
            """;

    private static final String SERVICE = """
            apiVersion: shopfleet.io/v1alpha1
            kind: ShopService
            metadata: {name: orders, namespace: shop, uid: mine, annotations: {shopfleet.io/adopt: "true"}}
            spec:
              environment: default
              image: "shop/orders:1"
              replicas: 2
              ports: [{name: http, port: 8080}]
              env: [{name: MODE, value: fast}]
              resources: {requests: {cpu: 100m}}
            """;

    private static Stage stage(String deployment, String service) {
        var surroundings = new Surroundings(
                Surroundings.open().environments(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(Yaml.resource(deployment, Deployment.class)));
        ShopService actor = Yaml.resource(service, ShopService.class);
        var stage = new Stage(actor, surroundings);
        stage.apply(actor);
        return stage;
    }

    private static Plan plan(String deployment, String service) {
        return stage(deployment, service).pass().plan();
    }

    private static boolean describes(Plan plan) {
        return plan.aim().described().flatMap(RevisionRecord::adopted).isPresent();
    }

    @Test
    void whatIsTheSameIsDescribed() {
        Plan plan = plan(DEPLOYMENT, SERVICE);
        assertThat(describes(plan)).isTrue();
        assertThat(plan.next().serving()).isEqualTo(plan.aim().revision());
    }

    /** No renderer made it, so there is no newer one. */
    @Test
    void whatIsDescribedIsNeverOutdated() {
        Stage stage = stage(DEPLOYMENT, SERVICE);
        stage.settle();
        Plan plan = stage.pass().plan();
        assertThat(describes(plan)).isTrue();
        assertThat(plan.aim().outdated()).isFalse();
        assertThat(plan.next()).isEqualTo(plan.at());
    }

    @ParameterizedTest(name = "{0} instead of {1}")
    @CsvSource(delimiter = '|', value = {
        "image: \"shop/orders:2\"                           | image: \"shop/orders:1\"",
        "ports: [{containerPort: 9090}]                     | ports: [{containerPort: 8080}]",
        "env: [{name: MODE, value: slow}]                   | env: [{name: MODE, value: fast}]",
        "env: []                                            | env: [{name: MODE, value: fast}]",
        "env: [{name: MODE, valueFrom: {configMapKeyRef: {name: modes, key: mode}}}] | env: [{name: MODE, value: fast}]",
        "resources: {requests: {cpu: 200m}}                 | resources: {requests: {cpu: 100m}}",
        "resources: {requests: {cpu: 100m}, limits: {cpu: 1}} | resources: {requests: {cpu: 100m}}",
        "resources: {}                                      | resources: {requests: {cpu: 100m}}",
        "{name: web, command: [sh],                         | {name: web,",
        "{name: web, args: [--verbose],                     | {name: web,",
        "containers: [{name: side, image: other},           | containers: [",
        "initContainers: [{name: first, image: other}], containers: [ | containers: ["
    })
    void anotherProcessIsNot(String now, String before) {
        assertThat(DEPLOYMENT).contains(before);
        Plan plan = plan(DEPLOYMENT.replace(before, now), SERVICE);
        assertThat(describes(plan)).isFalse();
        assertThat(plan.next().serving()).isPresent().isNotEqualTo(plan.aim().revision());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "ports: [{containerPort: 8080}, {containerPort: 9090}] | ports: [{containerPort: 8080}]",
        "ports: []                                          | ports: [{containerPort: 8080}]",
        "env: [{name: MODE, value: fast}, {name: MORE, value: x}] | env: [{name: MODE, value: fast}]",
        "resources: {requests: {cpu: '0.1'}}                | resources: {requests: {cpu: 100m}}"
    })
    void whatMakesNoDifferenceToTheProcessCountsForNothing(String now, String before) {
        assertThat(describes(plan(DEPLOYMENT.replace(before, now), SERVICE))).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"config: {currency: EUR}", "command: [run]", "args: [--verbose]"})
    void whatPodsThatRunDoNotHaveIsNotDescribed(String line) {
        assertThat(describes(plan(DEPLOYMENT, SERVICE + "  " + line + "\n"))).isFalse();
    }

    @Test
    void theVersionIsWhatTheSpecSays() {
        Plan plan = plan(DEPLOYMENT, SERVICE + "  version: seven\n");
        assertThat(describes(plan)).isTrue();
        assertThat(plan.aim().described().map(RevisionRecord::version)).contains("seven");
    }

    @ParameterizedTest(name = "{0} is of version {1}")
    @CsvSource({
        "shop/orders:2, 2", "registry.example:5000/shop/orders, unknown", "registry.example:5000/shop/orders:3.1, 3.1",
        "shop/orders:4@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08, 4", "shop/orders:a_, unknown"
    })
    void theVersionOfWhatIsNotDescribedIsTheTagOfItsImage(String image, String version) {
        Plan plan = plan(DEPLOYMENT.replace("shop/orders:1", image), SERVICE);
        assertThat(plan.aim().wanted().map(wanted -> wanted.record().version())).isEqualTo(Optional.of(version));
    }
}
