package io.shopfleet.operator.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.Requirement;
import io.shopfleet.api.v1alpha1.ServiceEdge;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.Resolved;
import io.shopfleet.operator.fleet.Sighting;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An edge to a service")
class ServiceEdgesTest {

    private static Contribution edge(String name, String provider, Requirement require, Resolved<Provider> resolved) {
        var edge = new Dependency(name, new ServiceEdge(provider), require);
        var fleet = new Sighting().provider(provider, resolved).fleet();
        return DependencyKind.contributions(List.of(edge), "shop", fleet).getFirst();
    }

    private static Resolved<Provider> provider(String state) {
        return switch (state) {
            case "missing" -> new Resolved.Missing<>();
            case "never served" -> new Resolved.Found<>(new Provider(false, false));
            case "unavailable" -> new Resolved.Found<>(new Provider(true, false));
            default -> new Resolved.Found<>(new Provider(true, true));
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
        Contribution edge = edge("catalog", "catalog", require, provider(state));
        assertThat(edge.verdict()).isEqualTo(verdict);
        assertThat(edge.reason().name()).isEqualTo(reason);
        assertThat(edge.holdsBack()).isEqualTo(holdsBack);
    }

    @Test
    void givesTheSameAddressWhateverTheProviderIsUpTo() {
        for (String state : List.of("missing", "never served", "unavailable", "available")) {
            Contribution edge = edge("price-engine", "prices", Requirement.Ready, provider(state));
            assertThat(edge.env()).containsOnlyKeys("SHOPFLEET_PRICE_ENGINE_URL")
                    .containsValue("http://prices.shop.svc");
            assertThat(edge.facts()).containsOnlyKeys("kind", "url").containsEntry("url", "http://prices.shop.svc");
            assertThat(edge.target()).isEqualTo("service/prices");
        }
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
