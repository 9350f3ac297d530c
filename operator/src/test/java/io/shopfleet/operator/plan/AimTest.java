package io.shopfleet.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.shopfleet.api.v1alpha1.CommandOutcome;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.golden.Stage;
import io.shopfleet.operator.golden.Surroundings;
import io.shopfleet.operator.manifest.Yaml;
import io.shopfleet.operator.source.Epoch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A rollback of a service that reads a Secret")
class AimTest {
    private Stage stage;

    private static ShopService service(String version, String command) {
        ShopService service = Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders, namespace: shop, uid: mine}
                spec:
                  image: shop/orders:%s
                  ports: [{name: http, port: 8080}]
                  env: [{name: TOKEN, secretKeyRef: {name: bank, key: token}}]
                """.formatted(version),
                ShopService.class);
        service.getMetadata().setAnnotations(Map.of("shopfleet.io/command", command));
        return service;
    }

    private static Surroundings with(Map<String, String> data) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName("bank")
                .withNamespace("shop")
                .addToLabels("shopfleet.io/bindable", "true")
                .endMetadata()
                .withData(data)
                .build();
        Surroundings open = Surroundings.open();
        return new Surroundings(open.environments(), List.of(), List.of(), List.of(secret), List.of(), List.of());
    }

    private static Surroundings withToken(String value) {
        return with(Map.of("token", value));
    }

    /** Version 1 was rolled out with the first token, then version 2. */
    @BeforeEach
    void twoVersions() {
        stage = new Stage(service("1", ""), withToken("Zmlyc3Q="));
        stage.apply(service("1", ""));
        stage.settle();
        stage.apply(service("2", ""));
        stage.settle();
    }

    private void order(String command) {
        stage.apply(service("2", command));
        stage.settle();
    }

    private String served() {
        return stage.status().version() + "/" + stage.status().serving().epoch();
    }

    private List<Long> epochs() {
        stage.pass();
        return stage.pass().fleet().epochs().stream().map(Epoch::number).toList();
    }

    private void assertFailed(String why) {
        assertThat(stage.status().command().outcome()).isEqualTo(CommandOutcome.Failed);
        assertThat(stage.status().command().message()).isEqualTo(why);
    }

    @Test
    void sharesTheCopyWhileTheSecretIsAsItWas() {
        assertThat(served()).isEqualTo("2/1");
        order("rollback id=1");
        assertThat(served()).isEqualTo("1/1");
        assertThat(epochs()).containsExactly(1L);
    }

    @Test
    void takesTheOldImageWithTheCredentialsOfNow() {
        stage.surroundings(withToken("c2Vjb25k"));
        stage.settle();
        assertThat(served()).isEqualTo("2/2");
        order("rollback id=1");
        assertThat(served()).isEqualTo("1/2");
        assertThat(stage.status().command().outcome()).isEqualTo(CommandOutcome.Done);
    }

    @Test
    void followsTheSecretAfterwards() {
        order("rollback id=1");
        stage.surroundings(withToken("c2Vjb25k"));
        stage.settle();
        assertThat(served()).isEqualTo("1/2");
        assertThat(stage.status().phase()).isEqualTo(Phase.RolledBack);
        assertThat(epochs()).containsExactly(2L);
    }

    @Test
    void doesNotSetOutWithoutTheSecretAndSaysWhichOne() {
        stage.surroundings(withToken("c2Vjb25k"));
        stage.settle();
        stage.surroundings(Surroundings.open());
        order("rollback id=1");
        assertThat(served()).isEqualTo("2/2");
        assertThat(stage.status().rollback()).isNull();
        assertFailed("version 1 (revision 916eacdbfd) failed: it reads key token of Secret bank, which is missing or lacks "
                + "the label shopfleet.io/bindable=true");
    }

    @Test
    void doesNotSetOutWithoutTheKeyEither() {
        stage.surroundings(with(Map.of("other", "eA==")));
        order("rollback id=1");
        assertThat(served()).isEqualTo("2/1");
        assertFailed("version 1 (revision 916eacdbfd) failed: it reads key token of Secret bank, which is missing or lacks "
                + "the label shopfleet.io/bindable=true");
    }

    @Test
    void staysWhenTheSecretGoesAfterwards() {
        order("rollback id=1");
        stage.surroundings(Surroundings.open());
        stage.settle();
        assertThat(served()).isEqualTo("1/1");
        assertThat(stage.status().rollback().to()).isEqualTo(stage.status().serving().revision());
        assertThat(stage.status().phase()).isEqualTo(Phase.Blocked);
        assertThat(stage.status().failed()).isNull();
        assertThat(epochs()).containsExactly(1L);
    }

    @Test
    void doesNotSetOutWithoutItsRecord() {
        order("rollback id=1");
        String revision = stage.status().serving().revision();
        stage.apply(service("3", ""));
        stage.settle();
        stage.apply(service("3", "rollback " + revision + " id=2"));
        stage.pass();
        assertThat(stage.status().rollback().to()).isEqualTo(revision);
        stage.remove(ManagedKind.ControllerRevision, "orders-" + revision);
        stage.settle();
        assertThat(served()).isEqualTo("3/1");
        assertFailed("revision " + revision + " failed: its record was deleted");
    }

    @Test
    void isDoneOnlyWhenAnEpochThatFailedServesAfterAll() {
        stage.pods(Map.of("2/2", 0));
        stage.surroundings(withToken("c2Vjb25k"));
        stage.pass();
        stage.pass();
        stage.later(700);
        stage.settle();
        assertThat(stage.status().failed().epoch()).isEqualTo(2);
        assertThat(served()).isEqualTo("2/1");
        stage.apply(service("2", "retry id=1"));
        stage.pass();
        stage.pass();
        assertThat(stage.status().command().outcome()).isEqualTo(CommandOutcome.Running);
        stage.pods(Map.of());
        stage.settle();
        assertThat(served()).isEqualTo("2/2");
        assertThat(stage.status().command().outcome()).isEqualTo(CommandOutcome.Done);
    }
}
