package io.shopfleet.catalog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigDocumentTest {

    private static final String DOCUMENT = """
            {"schemaVersion": "v1", "service": {"name": "catalog", "namespace": "shop"},
             "config": {"pricing.currency": "SEK", "catalog.demo-products": "false"}, "dependencies": {}}
            """;

    @TempDir
    Path folder;

    @Test
    void whatTheDocumentSaysUnderConfigIsAPropertyAboveTheDefaults() throws IOException {
        SmallRyeConfig config = configWith(DOCUMENT, Map.of());

        assertThat(config.getConfigValue("pricing.currency").getValue()).isEqualTo("SEK");
        assertThat(config.getConfigValue("catalog.demo-products").getValue()).isEqualTo("false");
        assertThat(config.getConfigValue("name").getValue()).as("only the config part counts").isNull();
    }

    @Test
    void anEnvironmentVariableWinsOverTheDocument() throws IOException {
        SmallRyeConfig config = configWith(DOCUMENT, Map.of("pricing.currency", "CHF"));

        assertThat(config.getConfigValue("pricing.currency").getValue()).isEqualTo("CHF");
    }

    @Test
    void aDocumentWithoutAConfigPartLeavesTheDefaults() throws IOException {
        assertThat(configWith("{\"schemaVersion\": \"v1\"}", Map.of()).getConfigValue("pricing.currency").getValue()).isEqualTo("EUR");
    }

    @Test
    void aDocumentThatIsNotJsonStopsTheStartAndIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), "{\"config\": {");

        assertThatThrownBy(() -> config(file, Map.of()))
                .hasMessageStartingWith("The config document %s is not JSON (".formatted(file))
                .hasMessageEndingWith("); mend it or unset SHOPFLEET_CONFIG_FILE");
    }

    @Test
    void aDocumentThatIsNamedButMissingStopsTheStart() {
        Path file = folder.resolve("absent.json");

        assertThatThrownBy(() -> config(file, Map.of()))
                .hasMessage("The config document %s cannot be read; check SHOPFLEET_CONFIG_FILE and the file's rights".formatted(file));
    }

    @Test
    void aCurrencyThatDoesNotExistStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> CatalogWiring.currency("ducats"))
                .hasMessage("pricing.currency is ducats, which is no ISO 4217 code; set it to one, such as EUR");
    }

    private SmallRyeConfig configWith(String document, Map<String, String> environment) throws IOException {
        return config(Files.writeString(folder.resolve("config.json"), document), environment);
    }

    private static SmallRyeConfig config(Path file, Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of("pricing.currency", "EUR"), "application.properties", 250))
                .withSources(new PropertiesConfigSource(environment, "environment", 300))
                .withDefaultValue("shopfleet.config.file", file.toString())
                .withSources(new ConfigDocument())
                .build();
    }
}
