package io.shopfleet.operator.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Requirement;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.manifest.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An edge to an external address")
class ExternalEdgesTest {

    private static Contribution edge(String name, Requirement require, Sighting sighting) {
        ShopService service = Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders, namespace: shop}
                spec: {image: "orders:1", dependencies: [{name: mail-relay, external: {name: %s}, require: %s}]}
                """.formatted(name, require),
                ShopService.class);
        return DependencyKind.contributions(service, sighting.fleet()).getFirst();
    }

    private static Sighting listed() {
        return new Sighting().environment(Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: default}
                spec:
                  allowedNamespaces: {selector: {}}
                  external:
                  - {name: other, url: "https://other.example"}
                  - {name: mail, url: "smtp://mail.example:25"}
                """,
                ShopEnvironment.class).getSpec());
    }

    @Test
    void givesTheAddressThatTheEnvironmentLists() {
        Contribution edge = edge("mail", Requirement.Ready, listed());
        assertThat(edge.env()).isEqualTo(Map.of("SHOPFLEET_MAIL_RELAY_URL", "smtp://mail.example:25"));
        assertThat(edge.facts()).isEqualTo(Map.of("kind", "external", "url", "smtp://mail.example:25"));
        assertThat(edge.target()).isEqualTo("external/mail");
        assertThat(edge.verdict()).isEqualTo(Verdict.Ok);
        assertThat(edge.holdsBack()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Ready, true", "Exists, true", "Optional, false"})
    void thatIsNotListedIsBrokenAndHoldsBackUnlessItIsOptional(Requirement require, boolean holdsBack) {
        Contribution edge = edge("post", require, listed());
        assertThat(edge.verdict()).isEqualTo(Verdict.Broken);
        assertThat(edge.reason()).isEqualTo(Reason.ExternalMissing);
        assertThat(edge.message()).isEqualTo("ShopEnvironment default lists no external address post; the platform adds it to "
                + "spec.external there, or name another");
        assertThat(edge.holdsBack()).isEqualTo(holdsBack);
        assertThat(edge.env()).isEmpty();
        assertThat(edge.facts()).isEqualTo(Map.of("kind", "external"));
    }

    @Test
    void withoutAnEnvironmentThatCanBeReadIsBroken() {
        for (Sighting sighting : List.of(new Sighting(), new Sighting().unreadableEnvironment())) {
            Contribution edge = edge("mail", Requirement.Ready, sighting);
            assertThat(edge.verdict()).isEqualTo(Verdict.Broken);
            assertThat(edge.message())
                    .isEqualTo("ShopEnvironment default cannot tell the address, since it is missing or cannot be read");
        }
    }
}
