package io.shopfleet.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.ClaimOrigin;
import io.shopfleet.api.v1alpha1.ClaimOwner;
import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.ShopDatabase;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.operator.database.rights.Seen;
import io.shopfleet.operator.manifest.Schema;
import io.shopfleet.operator.manifest.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each leaf of the two schemas is changed, alone, and the change must show in what the operator does with the database. */
@DisplayName("Every field of a database works")
class EveryDatabaseFieldTest {
    /** Read where an edge asks for the database. */
    private static final List<String> OF_EDGES =
            List.of("spec.grants[].access", "spec.grants[].namespace", "spec.grants[].service");

    private record Row(String leaf, String at, String value, String shows) {}

    private static final List<Row> DATABASE = List.of(
            new Row("spec.environment", "/spec/environment", "other", "environment"),
            new Row("spec.provider", "/spec/provider", "other", "provider"),
            new Row("spec.databaseName", "/spec/databaseName", "other", "name"),
            new Row("spec.databaseName", "/spec/databaseName", "x".repeat(53), "problems"),
            new Row("spec.schema", "/spec/schema", "other", "creation"),
            new Row("spec.schema", "/spec/schema", "other", "change"),
            new Row("spec.schema", "/spec/schema", "extensions", "problems"),
            new Row("spec.extensions[]", "/spec/extensions/0", "pg_trgm", "creation"),
            new Row("spec.extensions[]", "/spec/extensions/0", "pg_trgm", "unsupported"),
            new Row("spec.extensions[]", "/spec/extensions/0", "dblink", "problems"),
            new Row("spec.connectionLimit", "/spec/connectionLimit", "7", "creation"),
            new Row("spec.connectionLimit", "/spec/connectionLimit", "null", "settings"),
            new Row("spec.deletionPolicy", "/spec/deletionPolicy", "Retain", "terms"),
            new Row("spec.adoption", "/spec/adoption", "IfUnclaimed", "terms"),
            new Row("spec.onLoss", "/spec/onLoss", "Recreate", "terms"),
            new Row("spec.onDrift", "/spec/onDrift", "Report", "change"),
            new Row("spec.onDrift", "/spec/onDrift", "Report", "unsupported"));

    private static final List<Row> ENVIRONMENT = List.of(
            new Row("spec.postgres.external.address", "/spec/postgres/external/address", "other:5432", "endpoint"),
            new Row("spec.postgres.external.credentialsSecret", "/spec/postgres/external/credentialsSecret", "other", "endpoint"),
            new Row("spec.postgres.external.tls", "/spec/postgres/external/tls", "None", "endpoint"),
            new Row("spec.postgres.databases.prefix", "/spec/postgres/databases/prefix", "other_", "name"),
            new Row("spec.postgres.databases.allowedExtensions[]", "/spec/postgres/databases/allowedExtensions/0", "hstore",
                    "problems"));

    private static ObjectNode database() {
        return (ObjectNode) Yaml.tree("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopDatabase
                metadata: {name: orders, namespace: shop, generation: 1}
                spec:
                  environment: default
                  provider: archive
                  databaseName: orders
                  schema: app
                  extensions: [citext]
                  connectionLimit: 5
                  deletionPolicy: Delete
                  adoption: Never
                  onLoss: Report
                  onDrift: Repair
                status:
                  observedGeneration: 1
                  conditions: [{type: Ready, status: "True", reason: Ready}]
                """);
    }

    private static ObjectNode environment() {
        return (ObjectNode) Yaml.tree("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: default}
                spec:
                  allowedNamespaces: {selector: {}}
                  postgres:
                    external: {address: "postgres:5432", credentialsSecret: postgres, tls: Verify}
                    databases: {prefix: "{namespace}_", allowedExtensions: [citext, pg_trgm]}
                """);
    }

    @Test
    void noFieldOfADatabaseIsLeftOut() {
        assertThat(leaves(DATABASE, OF_EDGES)).isEqualTo(Schema.of("ShopDatabase").leaves("spec"));
    }

    @Test
    void noFieldOfThePostgresOfAnEnvironmentIsLeftOut() {
        var ofPostgres = Schema.of("ShopEnvironment").leaves("spec");
        ofPostgres.removeIf(leaf -> !leaf.startsWith("spec.postgres.") || leaf.startsWith("spec.postgres.embedded.")
                || leaf.startsWith("spec.postgres.cloudNativePG.")
                || leaf.startsWith("spec.postgres.additional[]."));
        assertThat(leaves(ENVIRONMENT, List.of())).isEqualTo(ofPostgres);
    }

    private static TreeSet<String> leaves(List<Row> rows, List<String> others) {
        var leaves = new TreeSet<>(others);
        rows.forEach(row -> leaves.add(row.leaf()));
        return leaves;
    }

    @TestFactory
    Stream<DynamicTest> eachFieldOfADatabaseShows() {
        return DATABASE.stream().map(row -> test(row, () -> facts(changed(database(), row), environment())));
    }

    @TestFactory
    Stream<DynamicTest> eachFieldOfThePostgresOfAnEnvironmentShows() {
        return ENVIRONMENT.stream().map(row -> test(row, () -> facts(database(), changed(environment(), row))));
    }

    private interface Facts {
        Map<String, String> found();
    }

    private static DynamicTest test(Row row, Facts changed) {
        return DynamicTest.dynamicTest(row.leaf() + " in " + row.shows(), () -> {
            Map<String, String> base = facts(database(), environment());
            assertThat(base).containsKey(row.shows());
            assertThat(changed.found().get(row.shows())).isNotEqualTo(base.get(row.shows()));
        });
    }

    private static ObjectNode changed(ObjectNode tree, Row row) {
        var pointer = JsonPointer.compile(row.at());
        JsonNode parent = tree.at(pointer.head());
        JsonNode value = Yaml.tree(row.value());
        if (parent instanceof ArrayNode items) {
            items.set(pointer.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), value);
        }
        return tree;
    }

    /** What is there is finished but for its limit, which somebody changed; the server has no extension but citext. */
    private static Map<String, String> facts(ObjectNode databaseTree, ObjectNode environmentTree) {
        var kind = new DatabaseKind();
        ShopDatabase database = Serialization.jsonMapper().convertValue(databaseTree, ShopDatabase.class);
        var spec = Serialization.jsonMapper().convertValue(environmentTree, ShopEnvironment.class).getSpec();
        var claim = new ShopClaimSpec(ClaimKind.Database, "cluster", "shop_orders", new ClaimOwner("shop", "orders", "uid"),
                ClaimState.Held, ClaimOrigin.Created, "7", List.of("connection.limit"));
        var facts = new TreeMap<String, String>();
        facts.put("environment", kind.environment(database));
        facts.put("provider", kind.provider(database).toString());
        facts.put("endpoint", kind.endpoint(spec).toString());
        facts.put("name", kind.name(database, spec));
        facts.put("terms", kind.terms(database).toString());
        facts.put("settings", kind.settings(database, List.of()).toString());
        facts.put("problems", kind.problems(database, spec).toString());
        if (kind.problems(database, spec).isEmpty()) {
            Optional<Seen> seen = Optional.of(seen());
            facts.put("creation", kind.steps(database, "shop_orders", Optional.empty(), claim, List.of()).toString());
            facts.put("change", kind.steps(database, "shop_orders", seen, claim, List.of()).toString());
            facts.put("unsupported", kind.unsupported(database, seen).toString());
        }
        return facts;
    }

    private static Seen seen() {
        var roles = new TreeMap<String, Seen.Role>();
        Map.of("shopfleet_keeper", "", "shop_orders_owner", " for the database shop_orders",
                "shop_orders_readwrite", " for the database shop_orders", "shop_orders_read", " for the database shop_orders")
                .forEach((name, of) -> roles.put(name, new Seen.Role(
                        name, Optional.of("Made by Shopfleet" + of), new TreeSet<>(), false, new TreeMap<>())));
        var inside = new Seen.Inside(
                Map.of("app", "shop_orders_owner", "extensions", "shopfleet_keeper"), Set.of("citext"), Set.of(), Set.of(), Map.of());
        return new Seen(
                new Seen.Admin("postgres", true), Optional.of(new Seen.Database("shop_orders", 7, "shopfleet_keeper", 6, true)), roles,
                Set.of(), Optional.of(inside), Set.of(), Set.of("citext"));
    }
}
