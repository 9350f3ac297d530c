package io.shopfleet.operator.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Requirement;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.Resolved;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.manifest.Yaml;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An edge to a service")
class ServiceEdgesTest {
    private static final Provider.Id CATALOG = new Provider.Id("shop", "catalog");
    private static final Provider.Id CARDS = new Provider.Id("payments", "cards");
    private static final List<Provider.Id> CYCLE = List.of(CATALOG, new Provider.Id("shop", "orders"));

    /** The edge that a service orders in the namespace shop has. */
    private static Contribution edge(String yaml, Provider.Id id, Resolved<Provider> resolved) {
        ShopService service = Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders, namespace: shop}
                spec: {image: "orders:1", dependencies: [%s]}
                """.formatted(yaml),
                ShopService.class);
        var fleet = new Sighting().provider(id, resolved).fleet();
        return DependencyKind.contributions(service, fleet).getFirst();
    }

    private static Contribution catalog(Requirement require, String state) {
        return edge("{name: catalog, service: {name: catalog}, require: " + require + "}", CATALOG, provider(state));
    }

    private static Resolved<Provider> provider(String state) {
        return switch (state) {
            case "missing" -> new Resolved.Missing<>();
            case "never served" -> new Resolved.Found<>(new Provider(false, false, "", List.of()));
            case "unavailable" -> new Resolved.Found<>(new Provider(true, false, "1.0.0", List.of()));
            default -> new Resolved.Found<>(new Provider(true, true, "1.0.0", List.of()));
        };
    }

    @ParameterizedTest(name = "{0} and {1}: {2}, {3}, holds back {4}")
    @CsvSource({
        "Ready,    missing,      Broken,  DependencyMissing,  true",
        "Ready,    never served, Waiting, DependencyNotReady, true",
        "Ready,    unavailable,  Waiting, DependencyNotReady, true",
        "Ready,    available,    Ok,      DependenciesMet,    false",
        "Exists,   missing,      Broken,  DependencyMissing,  true",
        "Exists,   never served, Ok,      DependenciesMet,    false",
        "Exists,   unavailable,  Ok,      DependenciesMet,    false",
        "Exists,   available,    Ok,      DependenciesMet,    false",
        "Optional, missing,      Broken,  DependencyMissing,  false",
        "Optional, never served, Waiting, DependencyNotReady, false",
        "Optional, unavailable,  Waiting, DependencyNotReady, false",
        "Optional, available,    Ok,      DependenciesMet,    false",
    })
    void isJudgedByWhatTheProviderServes(
            Requirement require, String state, Verdict verdict, String reason, boolean holdsBack) {
        Contribution edge = catalog(require, state);
        assertThat(edge.verdict()).isEqualTo(verdict);
        assertThat(edge.reason().name()).isEqualTo(reason);
        assertThat(edge.holdsBack()).isEqualTo(holdsBack);
    }

    @ParameterizedTest(name = "{0}, serves {1} {2}: {3}, {4}, holds back {5}")
    @CsvSource({
        "Ready,    true,  true,  1.3.9, Waiting, DependencyVersionNotMet, true",
        "Ready,    true,  false, 1.3.9, Waiting, DependencyVersionNotMet, true",
        "Ready,    true,  true,  1.4.0, Ok,      DependenciesMet,         false",
        "Ready,    true,  false, 1.4.0, Waiting, DependencyNotReady,      true",
        "Exists,   false, false, '',    Waiting, DependencyNotReady,      true",
        "Exists,   true,  false, 1.3.9, Waiting, DependencyVersionNotMet, true",
        "Exists,   true,  false, 1.4.0, Ok,      DependenciesMet,         false",
        "Optional, true,  true,  1.3.9, Waiting, DependencyVersionNotMet, false",
    })
    void withAMinimumVersionIsJudgedByTheVersionThatServes(
            Requirement require, boolean serves, boolean available, String version, Verdict verdict, String reason, boolean holds) {
        Contribution edge = edge(
                "{name: catalog, service: {name: catalog, minVersion: \"1.4\"}, require: " + require + "}",
                CATALOG,
                new Resolved.Found<>(new Provider(serves, available, version, List.of())));
        assertThat(edge.verdict()).isEqualTo(verdict);
        assertThat(edge.reason().name()).isEqualTo(reason);
        assertThat(edge.holdsBack()).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1.4 | 1.3.0 | ShopService catalog serves version 1.3.0, and 1.4 or later is wanted; roll out a later version of it, "
                + "or lower minVersion",
        "blue | green | ShopService catalog serves version green, and exactly blue is wanted, because the two cannot be compared "
                + "as semantic versions; roll that version out, or change minVersion",
        "1.4 | 1.4.2 | ShopService catalog is there in version 1.4 or later",
        "blue | blue | ShopService catalog is there in version blue",
    })
    void saysWhichVersionServesWhichIsWantedAndWhatToDo(String wanted, String serves, String message) {
        Contribution edge = edge(
                "{name: catalog, service: {name: catalog, minVersion: \"" + wanted + "\"}}",
                CATALOG,
                new Resolved.Found<>(new Provider(true, true, serves, List.of())));
        assertThat(edge.message()).isEqualTo(message);
    }

    @Test
    void givesTheSameAddressWhateverTheProviderIsUpTo() {
        for (String state : List.of("missing", "never served", "unavailable", "available")) {
            Contribution edge = edge(
                    "{name: price-engine, service: {name: prices}}", new Provider.Id("shop", "prices"), provider(state));
            assertThat(edge.env()).containsOnlyKeys("SHOPFLEET_PRICE_ENGINE_URL")
                    .containsValue("http://prices.shop.svc");
            assertThat(edge.facts()).containsOnlyKeys("kind", "url").containsEntry("url", "http://prices.shop.svc");
            assertThat(edge.target()).isEqualTo("service/prices");
        }
    }

    @Test
    void givesTheSameWhateverMinimumVersionItAsksFor() {
        Contribution without = catalog(Requirement.Ready, "available");
        Contribution with = edge(
                "{name: catalog, service: {name: catalog, namespace: shop, minVersion: \"9\"}}", CATALOG, provider("available"));
        assertThat(with.env()).isEqualTo(without.env());
        assertThat(with.facts()).isEqualTo(without.facts());
        assertThat(with.target()).isEqualTo(without.target());
    }

    @Test
    void toAnotherNamespaceHasTheAddressThereAndNamesTheNamespace() {
        Contribution edge =
                edge("{name: cards, service: {name: cards, namespace: payments}}", CARDS, provider("unavailable"));
        assertThat(edge.env()).containsExactly(
                Map.entry("SHOPFLEET_CARDS_URL", "http://cards.payments.svc"));
        assertThat(edge.target()).isEqualTo("service/payments/cards");
        assertThat(edge.message()).isEqualTo("ShopService payments/cards has no available pods; its status says why");
    }

    @Test
    void toAnotherNamespaceThatIsNotGrantedSaysWhatToWriteWhere() {
        Contribution edge = edge("{name: cards, service: {name: cards, namespace: payments}}", CARDS, provider("missing"));
        assertThat(edge.verdict()).isEqualTo(Verdict.Broken);
        assertThat(edge.reason()).isEqualTo(Reason.DependencyNotGranted);
        assertThat(edge.holdsBack()).isTrue();
        assertThat(edge.message()).isEqualTo("there is no ShopService payments/cards that admits this service; it needs "
                + "spec.grants: [{namespace: shop, service: orders}], which its owner writes");
    }

    @ParameterizedTest
    @EnumSource(Requirement.class)
    void insideACycleHoldsNothingBack(Requirement require) {
        Contribution edge = edge(
                "{name: catalog, service: {name: catalog}, require: " + require + "}",
                CATALOG,
                new Resolved.Found<>(new Provider(false, false, "", CYCLE)));
        assertThat(edge.holdsBack()).isFalse();
        assertThat(edge.env()).isNotEmpty();
    }

    @Test
    void everyKindOfEdgeInTheApiHasAFile() {
        List<String> kinds = Arrays.stream(Dependency.class.getRecordComponents())
                .map(component -> component.getName())
                .filter(name -> !List.of("name", "require").contains(name))
                .toList();
        assertThat(Arrays.stream(DependencyKind.values()).map(kind -> kind.name().toLowerCase())).hasSameElementsAs(kinds);
    }
}
