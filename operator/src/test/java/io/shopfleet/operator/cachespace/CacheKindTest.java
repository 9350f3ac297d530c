package io.shopfleet.operator.cachespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.Adoption;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.ClaimOrigin;
import io.shopfleet.api.v1alpha1.ClaimOwner;
import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.DeletionPolicy;
import io.shopfleet.api.v1alpha1.Loss;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopCache;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.operator.holding.Endpoint;
import io.shopfleet.operator.holding.Step;
import io.shopfleet.operator.holding.Terms;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a ShopCache asks for")
class CacheKindTest {
    private final CacheKind kind = new CacheKind();

    private static ShopEnvironmentSpec environment(String cache) {
        return Serialization.unmarshal("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: default}
                spec:
                  allowedNamespaces: {selector: {}}
                  %s
                """.formatted(cache), ShopEnvironment.class).getSpec();
    }

    private static ShopEnvironmentSpec prefixed(String rules) {
        return environment("cache: {external: {address: \"redis:6379\", credentialsSecret: redis, tls: None}, keySpaces: {%s}}"
                .formatted(rules));
    }

    private static ShopCache cache(String name, String spec) {
        return Serialization.unmarshal("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopCache
                metadata: {name: %s, namespace: shop}
                spec: {environment: default, %s}
                """.formatted(name, spec), ShopCache.class);
    }

    private List<String> steps(Optional<Snapshot> seen) {
        var claim = new ShopClaimSpec(ClaimKind.KeySpace, "server", "shop.carts", new ClaimOwner("shop", "carts", "uid"),
                ClaimState.Held, ClaimOrigin.Created, null, List.of());
        return kind.steps(cache("carts", ""), "shop.carts", seen, claim, List.of()).stream().map(Step::words).toList();
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "'',                                 '',               shop.carts",
        "'prefix: \"{namespace}.\"',         'keySpace: a_b',  shop.a_b",
        "'prefix: \"\"',                     '',               carts",
        "'prefix: \"eu-{namespace}-\"',      'keySpace: v2.x', eu-shop-v2.x"
    })
    @DisplayName("its name is the prefix of the environment and its own")
    void itsNameIsThePrefixOfTheEnvironmentAndItsOwn(String rules, String spec, String expected) {
        ShopEnvironmentSpec environment = prefixed(rules);
        assertThat(kind.name(cache("carts", spec), environment)).isEqualTo(expected);
        assertThat(kind.problems(cache("carts", spec), environment)).isEmpty();
    }

    @Test
    void theOperatorsOwnNameAndOneThatIsTooLongAreRefused() {
        assertThat(kind.problems(cache("shopfleet", ""), prefixed("prefix: \"\""))).containsExactly(new Problem(
                "spec.keySpace", Severity.Error, Reason.InvalidValue, "shopfleet is no name for a key space, or the operator's own",
                "make another ShopCache with another name"));
        assertThat(kind.problems(cache("a".repeat(249), ""), prefixed(""))).containsExactly(new Problem(
                "spec.keySpace", Severity.Error, Reason.InvalidValue, "with its prefix the name has 254 characters; 253 are possible",
                "make another ShopCache with another name"));
        assertThat(kind.problems(cache("a".repeat(248), ""), prefixed(""))).isEmpty();
    }

    @Test
    void aNameThatSlippedPastALooserSchemaIsRefused() {
        assertThat(kind.problems(cache("carts", "keySpace: \"*\""), prefixed(""))).map(Problem::message)
                .containsExactly("shop.* is no name for a key space, or the operator's own");
    }

    @Test
    void itLivesWhereTheEnvironmentSaysIfAnywhere() {
        assertThat(kind.endpoint(prefixed(""))).contains(new Endpoint(List.of("redis:6379"), TlsMode.None, "redis"));
        assertThat(kind.endpoint(environment(""))).isEmpty();
        assertThat(kind.environment(cache("carts", ""))).isEqualTo("default");
        assertThat(kind.claimed()).isEqualTo(ClaimKind.KeySpace);
    }

    @Test
    void whatWasLostIsMadeAnewWithoutAsking() {
        assertThat(kind.terms(cache("carts", "deletionPolicy: Delete")))
                .isEqualTo(new Terms(Adoption.IfUnclaimed, DeletionPolicy.Delete, Loss.Recreate));
    }

    @Test
    void itIsMadeWhereItIsNotThere() {
        assertThat(steps(Optional.empty())).containsExactly("created key space shop.carts");
        assertThat(steps(Optional.of(new Snapshot("shop.carts", true, List.of(), Server.CATEGORIES)))).isEmpty();
    }
}
