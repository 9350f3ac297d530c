package io.shopfleet.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.golden.Yaml;
import io.shopfleet.operator.limit.Share;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The limits of a namespace")
class WithinLimitsTest {

    /** Asks for so many pods of half a core and 100 MiB; the status is given as it stands, empty for a service just made. */
    private static ShopService service(String name, int hour, int replicas, String status) {
        return Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: %s, namespace: shop, generation: 2, creationTimestamp: "2026-01-01T0%d:00:00Z"}
                spec:
                  image: a:1
                  replicas: %d
                  resources: {requests: {cpu: 500m}, limits: {cpu: "4", memory: 100Mi}}
                %s
                """.formatted(name, hour, replicas, status),
                ShopService.class);
    }

    private static String has(int replicas) {
        return "status: {observedGeneration: 2, granted: {replicas: %d, cpu: 500m, memory: 100Mi}}".formatted(replicas);
    }

    private static final String REFUSED_AT_FIRST = "status: {observedGeneration: 2}";
    private static final String NEW = "";

    private static List<String> said(String limits, ShopService own, ShopService... others) {
        var environment = Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: default}
                spec: {allowedNamespaces: {selector: {}}, limits: {%s}}
                """.formatted(limits),
                ShopEnvironment.class);
        var seen = new Sighting().environment(environment.getSpec());
        List.of(others).forEach(other -> seen.neighbour(Share.of(other)));
        return new WithinLimits().problems(own, seen.fleet()).map(Problem::message).toList();
    }

    private static String replicas(int limit, int others, int own) {
        return "limit replicas of ShopEnvironment default for namespace shop is " + limit + "; other services use " + others
                + ", this one asks for " + own;
    }

    @Test
    void whatFitsExactlyIsGranted() {
        assertThat(said("services: 2, replicas: 5, cpu: 2500m, memory: 500Mi", service("b", 2, 3, NEW), service("a", 1, 2, has(2))))
                .isEmpty();
    }

    @Test
    void eachLimitIsNamedWithWhatIsUsedAndAskedFor() {
        assertThat(said("services: 1, replicas: 4, cpu: \"2.4\", memory: 499Mi", service("b", 2, 3, NEW), service("a", 1, 2, has(2))))
                .containsExactly(
                        "limit services of ShopEnvironment default for namespace shop is 1; other services use 1, this one asks for 1",
                        replicas(4, 2, 3),
                        "limit cpu of ShopEnvironment default for namespace shop is 2.4; other services use 1, this one asks for 1.5",
                        "limit memory of ShopEnvironment default for namespace shop is 523239424; other services use 209715200,"
                                + " this one asks for 314572800");
    }

    @Test
    void whoAsksForNoMoreThanItHasIsNeverRefused() {
        assertThat(said("replicas: 1", service("b", 2, 3, has(3)), service("a", 1, 2, has(2)))).isEmpty();
        assertThat(said("replicas: 1", service("b", 2, 2, has(3)), service("a", 1, 2, has(2)))).isEmpty();
    }

    @Test
    void anOlderServiceTakesNothingAwayFromAYoungerOne() {
        assertThat(said("replicas: 5", service("a", 1, 4, has(2)), service("b", 2, 3, has(3)))).containsExactly(replicas(5, 3, 4));
        assertThat(said("replicas: 5", service("b", 2, 3, has(3)), service("a", 1, 4, has(2)))).isEmpty();
    }

    @Test
    void ofTwoThatWaitTheOlderComesFirst() {
        ShopService old = service("a", 1, 3, REFUSED_AT_FIRST);
        ShopService young = service("b", 2, 3, REFUSED_AT_FIRST);
        assertThat(said("replicas: 3", old, young)).isEmpty();
        assertThat(said("replicas: 3", young, old)).containsExactly(replicas(3, 3, 3));
    }

    @Test
    void oneThatCannotFitKeepsNobodyElseOut() {
        ShopService greedy = service("a", 1, 10, REFUSED_AT_FIRST);
        ShopService modest = service("b", 2, 3, REFUSED_AT_FIRST);
        assertThat(said("replicas: 3", modest, greedy)).isEmpty();
        assertThat(said("replicas: 3", greedy, modest)).containsExactly(replicas(3, 0, 10));
    }

    @Test
    void ofTwoThatComeAtOnceOneIsGrantedWhateverTheOrderInWhichTheyAreSeen() {
        ShopService old = service("a", 1, 3, NEW);
        ShopService young = service("b", 1, 3, NEW);
        assertThat(said("replicas: 3", old, young)).as("the younger one may be granted it now").hasSize(1);
        assertThat(said("replicas: 3", young, old)).as("the older one comes first").hasSize(1);
        ShopService refused = service("b", 1, 3, REFUSED_AT_FIRST);
        assertThat(said("replicas: 3", old, refused)).isEmpty();
        assertThat(said("replicas: 3", refused, service("a", 1, 3, has(3)))).hasSize(1);
        assertThat(said("replicas: 3", service("a", 1, 3, REFUSED_AT_FIRST), service("b", 1, 3, has(3)))).hasSize(1);
    }

    @Test
    void whoServedBeforeThereWereLimitsHasWhatItAsksFor() {
        String served = "status: {observedGeneration: 1, serving: {revision: \"0123456789\"}}";
        assertThat(said("replicas: 1", service("a", 1, 3, served))).isEmpty();
        assertThat(said("replicas: 5", service("b", 2, 3, NEW), service("a", 1, 3, served))).containsExactly(replicas(5, 3, 3));
    }

    @Test
    void aServiceOfAnotherEnvironmentAndWithoutLimitsIsNotAsked() {
        assertThat(said("", service("b", 2, 1000, NEW), service("a", 1, 1000, has(1000)))).isEmpty();
    }
}
