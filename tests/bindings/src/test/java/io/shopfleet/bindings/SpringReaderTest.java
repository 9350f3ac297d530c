package io.shopfleet.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

@DisplayName("An application on Spring Boot with spring-cloud-bindings")
class SpringReaderTest {
    private static final String SWITCH = "org.springframework.cloud.bindings.boot.enable";

    private static ConfigurableApplicationContext application;
    private static Environment environment;

    /** Without beans: its environment is all that counts. */
    static class Application {
    }

    @BeforeAll
    static void start() {
        Pod.start();
        System.setProperty(SWITCH, "true");
        application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).run();
        environment = application.getEnvironment();
    }

    @AfterAll
    static void stop() {
        application.close();
        System.clearProperty(SWITCH);
    }

    @Test
    void knowsWhereKafkaIsAndReadsTheLoginFromTheFolder() throws Exception {
        var settings = PlainReaderTest.kafka();
        settings.put("bootstrap.servers", environment.getRequiredProperty("spring.kafka.bootstrap-servers"));
        assertThat(Login.kafka(settings)).isNotEmpty();
    }

    @Test
    void logsInToPostgresWithoutASettingOfItsOwn() throws Exception {
        assertThat(Login.postgres(environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.datasource.username"), environment.getRequiredProperty("spring.datasource.password")))
                .isEqualTo(Pod.files("db").get("username") + " in shop_orders");
    }

    @Test
    void logsInToRedisWithoutASettingOfItsOwn() {
        assertThat(Login.redis(environment.getRequiredProperty("spring.data.redis.url"), Pod.files("carts").get("prefix"))).isEqualTo("OK");
    }
}
