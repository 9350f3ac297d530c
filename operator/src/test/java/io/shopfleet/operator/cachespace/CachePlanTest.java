package io.shopfleet.operator.cachespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.shopfleet.api.v1alpha1.CacheAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The way from what a server holds to what it should hold")
class CachePlanTest {
    private static final String HASH = Passwords.fingerprint("a");
    private static final String OTHER = Passwords.fingerprint("b");

    private final Server server = new Server();

    private static Consumer consumer(String service, CacheAccess access, String... hashes) {
        return new Consumer("shop", service, access, new TreeSet<>(List.of(hashes)));
    }

    private static KeySpace space(Consumer... consumers) {
        return KeySpace.of("shop.carts", List.of(consumers));
    }

    private List<String> run(KeySpace space) {
        List<CacheStep> steps = CachePlan.steps(space, server.seen(space.name()));
        server.perform(steps);
        return steps.stream().map(CacheStep::words).toList();
    }

    @Test
    void eachConsumerGetsAUserOfItsOwn() {
        assertThat(run(space(consumer("orders", CacheAccess.ReadWrite, HASH), consumer("reports", CacheAccess.Read, OTHER))))
                .containsExactly(
                        "created key space shop.carts",
                        "created user shop.carts~shop.orders",
                        "created user shop.carts~shop.reports");
        assertThat(server.users.get("shop.carts~shop.orders").reach()).containsExactly("&shop.carts:*", "~shop.carts:*");
        assertThat(server.users.get("shop.carts~shop.reports").reach()).containsExactly("%R~shop.carts:*", "&shop.carts:*");
        assertThat(server.users.get("shop.carts~shop.orders").commands()).containsExactly(
                "acl|whoami", "client|id", "del", "exec", "get", "memory|usage", "multi", "ping", "psubscribe", "publish",
                "punsubscribe", "set", "spublish", "ssubscribe", "subscribe", "sunsubscribe", "unsubscribe");
        assertThat(server.users.get("shop.carts~shop.reports").commands()).containsExactly(
                "acl|whoami", "client|id", "exec", "get", "memory|usage", "multi", "ping", "psubscribe", "punsubscribe",
                "ssubscribe", "subscribe", "sunsubscribe", "unsubscribe");
    }

    @Test
    void whereAllIsAsItShouldBeNothingIsDone() {
        KeySpace space = space(consumer("orders", CacheAccess.ReadWrite, HASH));
        run(space);
        assertThat(run(space)).isEmpty();
    }

    @Test
    void rulesBeginWithTheOneThatTakesAllAwayAndTellNoClearPassword() {
        List<CacheStep> steps = CachePlan.steps(space(consumer("orders", CacheAccess.Read, HASH)), server.seen("shop.carts"));
        assertThat(steps).hasSize(2).last().isInstanceOfSatisfying(CacheStep.SetUser.class, set -> assertThat(set.rules()).containsExactly(
                "reset", "on", "#ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
                "%R~shop.carts:*", "&shop.carts:*",
                "-@all", "+@read", "+@connection", "+@transaction", "+acl|whoami",
                "+subscribe", "+psubscribe", "+ssubscribe", "+unsubscribe", "+punsubscribe", "+sunsubscribe",
                "-@admin", "-@dangerous", "-@scripting", "-scan", "-randomkey", "-dbsize", "-client|tracking", "-select",
                "-move"));
        assertThat(steps.getLast()).hasToString("created user shop.carts~shop.orders");
    }

    @Test
    void whateverSomebodyChangedOfAUserIsPutRightAndNamed() {
        KeySpace space = space(consumer("orders", CacheAccess.Read, HASH));
        run(space);
        String name = "shop.carts~shop.orders";
        server.users.put(name, Server.user(name, List.of("off", "nopass", "#" + OTHER, "~*", "&*", "+@all", "(~* +get)")));
        assertThat(run(space)).containsExactly("put user shop.carts~shop.orders right: it is switched off, "
                + "it needs no password or is not checked, passwords, keys or channels, commands, selectors");
        assertThat(run(space)).isEmpty();
    }

    @Test
    void oneCommandMoreIsNoticed() {
        KeySpace space = space(consumer("orders", CacheAccess.Read, HASH));
        run(space);
        var rules = new ArrayList<>(((CacheStep.SetUser) CachePlan.steps(space, new Server().seen("shop.carts"))
                .getLast()).rules());
        rules.add("+scan");
        server.users.put("shop.carts~shop.orders", Server.user("shop.carts~shop.orders", rules));
        assertThat(run(space)).containsExactly("put user shop.carts~shop.orders right: commands");
    }

    @Test
    void usersThatNobodyAskedForAreRemovedFirst() {
        run(space());
        server.users.put("shop.carts~stray", Server.user("shop.carts~stray", List.of("on")));
        server.users.put("default", Server.user("default", List.of("on", "+@all")));
        server.users.put("shop.carts2~shop.orders", Server.user("shop.carts2~shop.orders", List.of("on")));
        assertThat(run(space(consumer("orders", CacheAccess.Read, HASH))))
                .containsExactly("removed user shop.carts~stray", "created user shop.carts~shop.orders");
        assertThat(server.users).containsOnlyKeys("default", "shop.carts2~shop.orders", "shop.carts~", "shop.carts~shop.orders");
    }

    @Test
    void removalEndsTheUsersBeforeTheKeys() {
        run(space(consumer("orders", CacheAccess.Read, HASH), consumer("reports", CacheAccess.Read, HASH)));
        assertThat(CachePlan.removal(server.seen("shop.carts"))).map(CacheStep::words).containsExactly(
                "removed user shop.carts~shop.orders", "removed user shop.carts~shop.reports", "deleted the keys of shop.carts",
                "removed user shop.carts~");
        assertThat(CachePlan.removal(new Server().seen("shop.carts"))).map(CacheStep::words)
                .containsExactly("deleted the keys of shop.carts");
    }

    @Test
    void severalEdgesOfAServiceAreOneUserThatMayDoWhatAnyOfThemAsksFor() {
        KeySpace space = space(
                consumer("orders", CacheAccess.Read, HASH),
                consumer("orders", CacheAccess.ReadWrite, OTHER),
                consumer("orders", CacheAccess.Read));
        assertThat(space.consumers().values())
                .containsExactly(consumer("orders", CacheAccess.ReadWrite, HASH, OTHER));
    }

    @Test
    void duringARotationBothPasswordsLetTheServiceIn() {
        run(space(consumer("orders", CacheAccess.Read, HASH)));
        assertThat(run(space(consumer("orders", CacheAccess.Read, HASH, OTHER))))
                .containsExactly("put user shop.carts~shop.orders right: passwords");
        assertThat(server.users.get("shop.carts~shop.orders").passwords()).containsExactlyInAnyOrder(HASH, OTHER);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {
        "", "a:b", "*", "a*", "a?", "[a]", "a b", "A", ".a", "a.", "a\n", "\\a", "shopfleet", "ä"
    })
    @DisplayName("a name that could reach the keys of others is refused")
    void aNameThatCouldReachTheKeysOfOthersIsRefused(String name) {
        assertThat(KeySpace.usable(name)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> KeySpace.of(name, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> CachePlan.removal(server.seen(name)));
    }

    @Test
    void ordinaryNamesAreUsable() {
        assertThat(List.of("a", "shop.carts", "a-b_c.d", "0", "shopfleet2", "a".repeat(253))).allMatch(KeySpace::usable);
        assertThat(KeySpace.usable("a".repeat(254))).isFalse();
    }

    @Test
    void aClearPasswordIsNeverTakenForAFingerprint() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> consumer("orders", CacheAccess.Read, "secret"))
                .withMessage("a fingerprint has 64 hexadecimal digits");
    }
}
