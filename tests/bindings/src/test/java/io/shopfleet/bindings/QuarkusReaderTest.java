package io.shopfleet.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.kubernetes.service.binding.runtime.KubernetesServiceBindingConfig;
import io.quarkus.kubernetes.service.binding.runtime.KubernetesServiceBindingConfigSourceFactoryBuilder;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An application on Quarkus with quarkus-kubernetes-service-binding")
class QuarkusReaderTest {
    private static SmallRyeConfig config;

    @BeforeAll
    static void start() {
        Pod.start();
        var builder = new SmallRyeConfigBuilder().addDefaultSources().addDefaultInterceptors()
                .withMapping(KubernetesServiceBindingConfig.class)
                .withDefaultValue("quarkus.kubernetes-service-binding.enabled", "true");
        config = new KubernetesServiceBindingConfigSourceFactoryBuilder().configBuilder(builder).build();
    }

    @Test
    void logsInToKafkaWithoutASettingOfItsOwn() throws Exception {
        var settings = new HashMap<String, Object>();
        for (String setting : new String[] {"bootstrap.servers", "security.protocol", "sasl.mechanism", "sasl.jaas.config"}) {
            settings.put(setting, config.getValue("kafka." + setting, String.class));
        }
        assertThat(Login.kafka(settings)).isEqualTo(Login.kafka(plain()));
    }

    private static Map<String, Object> plain() {
        return PlainReaderTest.kafka();
    }

    @Test
    void logsInToPostgresWithoutASettingOfItsOwn() throws Exception {
        assertThat(Login.postgres(config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class), config.getValue("quarkus.datasource.password", String.class)))
                .isEqualTo(Pod.files("db").get("username") + " in shop_orders");
    }
}
