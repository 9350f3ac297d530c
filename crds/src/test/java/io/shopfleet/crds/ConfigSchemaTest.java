package io.shopfleet.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of the config document that every application reads. */
class ConfigSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode TEXT = read();

    private final JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(TEXT);
    private final ObjectNode document = (ObjectNode) Serialization.unmarshal("""
            schemaVersion: v1
            service: {name: orders, namespace: shop, version: 2.3.0, revision: 0123456789}
            config: {pricing.currency: EUR}
            dependencies:
              catalog: {kind: service, url: "http://catalog.shop.svc"}
              mail: {kind: external, url: "smtp://mail.example:25/relay"}
              prices: {kind: topic, topic: shop.prices, group: shop.orders, bootstrapServers: "kafka:9092",
                securityProtocol: SASL_SSL, saslMechanism: SCRAM-SHA-512}
              db: {kind: database, url: "postgresql://db:5432/shop_orders", host: db, port: "5432", database: shop_orders,
                schema: app, sslmode: verify-full}
              carts: {kind: cache, url: "rediss://cache:6379", host: cache, port: "6379", prefix: "shop.carts:"}
              later: {kind: topic}
            """.replace("0123456789", "\"0123456789\""), JsonNode.class);

    @Test
    void theSchemaIsASchema() {
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(TEXT)).isEmpty();
    }

    @Test
    void aDocumentOfTheOperatorIsValid() {
        assertThat(schema.validate(document)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'',extra", "/service,extra", "/dependencies/catalog,extra", "/dependencies/mail,extra",
        "/dependencies/prices,extra", "/dependencies/db,extra", "/dependencies/carts,extra"})
    void anUnknownFieldIsRefused(String place, String field) {
        ((ObjectNode) document.at(place)).put(field, "x");
        assertThat(errors()).singleElement().asString().contains("'extra' is not defined in the schema");
    }

    @ParameterizedTest
    @CsvSource({"'',schemaVersion", "'',service", "'',config", "'',dependencies", "/service,name", "/service,namespace",
        "/service,version", "/service,revision", "/dependencies/catalog,kind", "/dependencies/catalog,url"})
    void everyFieldIsRequired(String place, String field) {
        ((ObjectNode) document.at(place)).remove(field);
        assertThat(errors()).singleElement().asString().contains("required property '" + field + "' not found");
    }

    @Test
    void anExternalAddressMayBeAbsent() {
        ((ObjectNode) document.at("/dependencies/mail")).remove("url");
        assertThat(schema.validate(document)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'',schemaVersion,v2", "/service,name,Orders", "/service,revision,012345678", "/service,version,2.3.0+7",
        "/dependencies/catalog,kind,topic", "/dependencies/prices,securityProtocol,PLAINTEXT",
        "/dependencies/db,url,postgresql://orders:secret@db:5432/shop_orders", "/dependencies/carts,port,redis", "/dependencies/catalog,url,catalog.shop.svc",
        "/dependencies/catalog,url,http://catalog.shop.svc/path", "/dependencies/mail,url,mail.example:25",
        "/dependencies/mail,url,smtp://user:secret@mail.example"})
    void aValueOfAnotherShapeIsRefused(String place, String field, String value) {
        ((ObjectNode) document.at(place)).put(field, value);
        assertThat(errors()).hasSize(1);
    }

    @Test
    void limitsAreThoseOfTheApi() {
        JsonNode spec = spec("ShopService");
        assertThat(TEXT.at("/properties/config/maxProperties").asInt()).isEqualTo(spec.at("/config/maxProperties").asInt());
        assertThat(TEXT.at("/properties/config/additionalProperties/maxLength").asInt())
                .isEqualTo(spec.at("/config/additionalProperties/maxLength").asInt());
        assertThat(TEXT.at("/properties/dependencies/maxProperties").asInt()).isEqualTo(spec.at("/dependencies/maxItems").asInt());
        assertThat(TEXT.at("/properties/service/properties/version/pattern").asText()).isEqualTo(spec.at("/version/pattern").asText());
        JsonNode listed = spec("ShopEnvironment").at("/external/items/properties/url");
        assertThat(TEXT.at("/$defs/external/properties/url/pattern").asText()).isEqualTo(listed.at("/pattern").asText());
        assertThat(TEXT.at("/$defs/external/properties/url/maxLength").asInt()).isEqualTo(listed.at("/maxLength").asInt());
    }

    private static JsonNode spec(String kind) {
        return GeneratedFiles.definitions().stream()
                .filter(crd -> crd.getSpec().getNames().getKind().equals(kind))
                .map(crd -> JSON.<JsonNode>valueToTree(crd))
                .findFirst()
                .orElseThrow()
                .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties");
    }

    private List<String> errors() {
        return schema.validate(document).stream().map(ValidationMessage::getMessage).toList();
    }

    private static JsonNode read() {
        try (var stream = ConfigSchemaTest.class.getResourceAsStream("/io/shopfleet/crds/config.schema.json")) {
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new IllegalStateException("config.schema.json cannot be read", e);
        }
    }
}
