package io.shopfleet.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.shopfleet.operator.manifest.FieldCase;
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

    private static final List<FieldCase> DATABASE = List.of(
            new FieldCase("spec.environment", "other", "environment"),
            new FieldCase("spec.provider", "other", "provider"),
            new FieldCase("spec.databaseName", "other", "name"),
            new FieldCase("spec.databaseName", "x".repeat(53), "problems"),
            new FieldCase("spec.schema", "other", "creation"),
            new FieldCase("spec.schema", "other", "change"),
            new FieldCase("spec.schema", "extensions", "problems"),
            new FieldCase("spec.extensions[]", "pg_trgm", "creation"),
            new FieldCase("spec.extensions[]", "pg_trgm", "unsupported"),
            new FieldCase("spec.extensions[]", "dblink", "problems"),
            new FieldCase("spec.connectionLimit", "7", "creation"),
            new FieldCase("spec.connectionLimit", "null", "settings"),
            new FieldCase("spec.deletionPolicy", "Retain", "terms"),
            new FieldCase("spec.adoption", "IfUnclaimed", "terms"),
            new FieldCase("spec.onLoss", "Recreate", "terms"),
            new FieldCase("spec.onDrift", "Report", "change"),
            new FieldCase("spec.onDrift", "Report", "unsupported"));

    private static final List<FieldCase> ENVIRONMENT = List.of(
            new FieldCase("spec.postgres.external.address", "other:5432", "endpoint"),
            new FieldCase("spec.postgres.external.credentialsSecret", "other", "endpoint"),
            new FieldCase("spec.postgres.external.tls", "None", "endpoint"),
            new FieldCase("spec.postgres.databases.prefix", "other_", "name"),
            new FieldCase("spec.postgres.databases.allowedExtensions[]", "hstore",
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
        assertThat(FieldCase.leaves(DATABASE, OF_EDGES)).isEqualTo(Schema.of("ShopDatabase").leaves("spec"));
    }

    @Test
    void noFieldOfThePostgresOfAnEnvironmentIsLeftOut() {
        var ofPostgres = Schema.of("ShopEnvironment").leaves("spec");
        ofPostgres.removeIf(leaf -> !leaf.startsWith("spec.postgres.") || leaf.startsWith("spec.postgres.embedded.")
                || leaf.startsWith("spec.postgres.cloudNativePG.")
                || leaf.startsWith("spec.postgres.additional[]."));
        assertThat(FieldCase.leaves(ENVIRONMENT, List.of())).isEqualTo(ofPostgres);
    }

    @TestFactory
    Stream<DynamicTest> eachFieldOfADatabaseShows() {
        return DATABASE.stream().map(row ->
                row.test(() -> facts(database(), environment()), () -> facts(row.changed(database()), environment())));
    }

    @TestFactory
    Stream<DynamicTest> eachFieldOfThePostgresOfAnEnvironmentShows() {
        return ENVIRONMENT.stream().map(row ->
                row.test(() -> facts(database(), environment()), () -> facts(database(), row.changed(environment()))));
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
