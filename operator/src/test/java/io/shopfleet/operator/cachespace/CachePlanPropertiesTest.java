package io.shopfleet.operator.cachespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.CacheAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** From any state of a server a plan leads to what is wanted, and there it ends. */
class CachePlanPropertiesTest {
    private static final List<String> HASHES = List.of("a", "b", "c").stream().map(Passwords::fingerprint).toList();
    private static final List<String> RULES = List.of(
            "on", "off", "nopass", "~*", "~a:*", "&*", "&a:*", "%R~a:*", "+@all", "+@read", "-@read", "+get", "-scan", "+client",
            "-client|list", "+unheard", "(+get)", "#" + HASHES.getFirst());

    @Provide
    Arbitrary<KeySpace> spaces() {
        return Combinators.combine(
                        Arbitraries.of("shop", "pay"),
                        Arbitraries.of("x", "y", "z"),
                        Arbitraries.of(CacheAccess.class),
                        Arbitraries.of(HASHES).set().ofMaxSize(3))
                .as((namespace, service, access, hashes) ->
                        new Consumer(namespace, service, access, new TreeSet<>(hashes)))
                .list()
                .ofMaxSize(5)
                .map(consumers -> KeySpace.of("a", consumers));
    }

    @Provide
    Arbitrary<Server> servers() {
        var users = Combinators.combine(
                        Arbitraries.of("default", "a~", "a~shop.x", "a~shop.y", "a~pay.z", "a~stray", "a.b~shop.x", "ab~shop.x", "b:x"),
                        Arbitraries.of(RULES).list().ofMaxSize(6))
                .as(Server::user)
                .list()
                .ofMaxSize(6);
        return users.map(there -> {
            var server = new Server();
            there.forEach(user -> server.users.put(user.name(), user));
            return server;
        });
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void theSecondPlanIsEmptyAndOthersAreLeftAlone(@ForAll("servers") Server server, @ForAll("spaces") KeySpace wanted) {
        var others = new ArrayList<>(server.users.values());
        others.removeIf(user -> user.name().startsWith("a~"));

        server.perform(CachePlan.steps(wanted, server.seen("a")));

        assertThat(CachePlan.steps(wanted, server.seen("a"))).isEmpty();
        assertThat(server.seen("a").users()).map(User::name).containsExactlyElementsOf(wanted.consumers().keySet());
        assertThat(server.users.values()).containsAll(others).hasSize(others.size() + 1 + wanted.consumers().size());
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void whereverAPlanIsCutTheNextOneLeadsToTheSameEnd(
            @ForAll("servers") Server server, @ForAll("spaces") KeySpace wanted, @ForAll("cuts") int cut) {
        List<CacheStep> steps = CachePlan.steps(wanted, server.seen("a"));
        server.perform(steps.subList(0, Math.min(cut, steps.size())));
        server.perform(CachePlan.steps(wanted, server.seen("a")));
        assertThat(CachePlan.steps(wanted, server.seen("a"))).isEmpty();
    }

    @Provide
    Arbitrary<Integer> cuts() {
        return Arbitraries.integers().between(0, 10);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void afterRemovalNothingOfItIsLeftAndOthersAreLeftAlone(@ForAll("servers") Server server) {
        var others = new ArrayList<>(server.users.values());
        others.removeIf(user -> user.name().startsWith("a~"));
        server.perform(CachePlan.removal(server.seen("a")));
        assertThat(server.users.values()).containsExactlyInAnyOrderElementsOf(others);
        assertThat(server.deleted).containsExactly("a");
    }
}
