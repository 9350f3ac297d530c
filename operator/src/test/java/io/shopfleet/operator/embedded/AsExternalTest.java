package io.shopfleet.operator.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.ExternalKafka;
import io.shopfleet.api.v1alpha1.ProvidedServer;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironmentStatus;
import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.operator.manifest.Yaml;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An environment with embedded servers, to those who use them")
class AsExternalTest {

    private static ShopEnvironment environment(String servers) {
        return Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: default}
                spec:
                  allowedNamespaces: {selector: {}}
                  backendNamespace: backends
                  limits: {services: 3}
                """ + servers.indent(2),
                ShopEnvironment.class);
    }

    private static ShopEnvironmentSpec told(String servers) {
        return AsExternal.of(environment(servers)).getSpec();
    }

    @Test
    void hasAnAddressAndAnAccountForEach() {
        ShopEnvironmentSpec told = told("kafka: {embedded: {}, topics: {prefix: x}}\npostgres: {embedded: {}}\ncache: {embedded: {}}");
        assertThat(told.kafka().external())
                .isEqualTo(new ExternalKafka(List.of("default-kafka.backends.svc:9092"), "default-kafka", TlsMode.None));
        assertThat(told.postgres().external().address()).isEqualTo("default-postgres.backends.svc:5432");
        assertThat(told.postgres().external().credentialsSecret()).isEqualTo("default-postgres");
        assertThat(told.cache().external().address()).isEqualTo("default-cache.backends.svc:6379");
        assertThat(told.kafka().topics().prefix()).isEqualTo("x");
    }

    @Test
    void isElseAsItWas() {
        ShopEnvironmentSpec told = told("kafka: {embedded: {}}\ncache: {external: {address: \"redis:6379\", credentialsSecret: redis}}");
        assertThat(told.limits().services()).isEqualTo(3);
        assertThat(told.cache().external().address()).isEqualTo("redis:6379");
        assertThat(told.postgres()).isNull();
        var external = environment("kafka: {external: {bootstrapServers: [\"kafka:9093\"], credentialsSecret: kafka}}");
        assertThat(AsExternal.of(external)).isSameAs(external);
    }

    @Test
    void looksForServersOfOtherOperatorsWhereTheyToldAndUntilThenWhereTheyAlwaysPutThem() {
        String servers = "kafka: {strimzi: {storage: 1Gi}}\npostgres: {cloudNativePG: {storage: 1Gi}}";
        ShopEnvironmentSpec untold = told(servers);
        assertThat(untold.kafka().external()).isEqualTo(new ExternalKafka(
                List.of("default-kafka-kafka-bootstrap.backends.svc:9093"), "default-kafka-provided", TlsMode.Verify));
        assertThat(untold.postgres().external().address()).isEqualTo("default-postgres-rw.backends.svc:5432");
        assertThat(AsExternal.runs(ClaimKind.Topic, untold)).isTrue();
        assertThat(AsExternal.forgets(ClaimKind.Topic, untold)).isFalse();
        ShopEnvironment environment = environment(servers);
        environment.setStatus(new ShopEnvironmentStatus(1L, List.of(), List.of(), List.of(), List.of(
                new ProvidedServer("kafka", List.of("one:9093", "two:9093")), new ProvidedServer("postgres", List.of("three:5432")))));
        ShopEnvironmentSpec told = AsExternal.of(environment).getSpec();
        assertThat(told.kafka().external().bootstrapServers()).containsExactly("one:9093", "two:9093");
        assertThat(told.postgres().external().address()).isEqualTo("three:5432");
    }

    @Test
    void forgetsWhatAServerWithoutAVolumeHeld() {
        ShopEnvironmentSpec told = told("kafka: {embedded: {storage: 1Gi}}\npostgres: {embedded: {}}\n"
                + "cache: {external: {address: \"redis:6379\", credentialsSecret: redis}}");
        assertThat(AsExternal.forgets(ClaimKind.Topic, told)).as("it has a volume").isFalse();
        assertThat(AsExternal.forgets(ClaimKind.Database, told)).isTrue();
        assertThat(AsExternal.forgets(ClaimKind.KeySpace, told)).as("somebody else runs it").isFalse();
        assertThat(AsExternal.runs(ClaimKind.Topic, told)).isTrue();
        assertThat(AsExternal.runs(ClaimKind.KeySpace, told)).isFalse();
    }
}
