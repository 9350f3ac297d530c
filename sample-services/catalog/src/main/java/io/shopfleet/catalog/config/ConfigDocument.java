package io.shopfleet.catalog.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The {@code config} part of the document that Shopfleet mounts, as ordinary properties of this service. */
public class ConfigDocument implements ConfigSourceFactory {

    static final String FILE_PROPERTY = "shopfleet.config.file";
    private static final String DEFAULT_FILE = "/etc/shopfleet/config.json";
    /** Above application.properties (250), below environment variables (300) and system properties (400). */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String named = context.getValue(FILE_PROPERTY).getValue();
        Path file = Path.of(named == null ? DEFAULT_FILE : named);
        if (named == null && !Files.exists(file)) {
            return List.of();
        }
        return List.of(new PropertiesConfigSource(read(file), "config document " + file, ORDINAL));
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> properties = new TreeMap<>();
        try {
            for (Map.Entry<String, JsonNode> entry : new ObjectMapper().readTree(Files.readString(file)).path("config").properties()) {
                properties.put(entry.getKey(), entry.getValue().asText());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The config document %s is not JSON (%s); mend it or unset SHOPFLEET_CONFIG_FILE"
                    .formatted(file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("The config document %s cannot be read; check SHOPFLEET_CONFIG_FILE and the file's rights"
                    .formatted(file), e);
        }
        return properties;
    }
}
