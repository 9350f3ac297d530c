package io.shopfleet.operator.backend.cache;

import static io.shopfleet.operator.backend.cache.Desk.PASSWORD;
import static io.shopfleet.operator.backend.cache.Desk.consumer;
import static io.shopfleet.operator.backend.cache.Desk.space;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shopfleet.api.v1alpha1.CacheAccess;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.operator.backend.Account;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.cachespace.KeySpace;
import io.shopfleet.testkit.backend.RedisServer;
import io.shopfleet.testkit.proxy.TcpProxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Calls to a cache that are cut or held")
class CacheFaultsTest {
    private final RedisServer server = RedisServer.launch();
    private final TcpProxy proxy = TcpProxy.to(server.port());
    private final Desk desk = new Desk(server, new Account(
            List.of(server.host() + ":" + proxy.port()), TlsMode.None, RedisServer.ADMIN, server.password(), Optional.empty()));

    @AfterEach
    void end() {
        desk.close();
        proxy.close();
        server.close();
    }

    private static KeySpace carts(CacheAccess access) {
        return space("carts", consumer("orders", access, PASSWORD), consumer("reports", CacheAccess.Read, PASSWORD));
    }

    private static void assertUnreachable(ThrowingCallable call) {
        assertThatExceptionOfType(BackendFailure.class).isThrownBy(call)
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.DependencyUnreachable));
    }

    @Test
    void aUserWhoseMakingWasCutBeforeIsMadeByTheNextLook() {
        var rule = proxy.when(request -> request.contains("SETUSER") && request.contains("carts~shop.orders")).cutBefore();
        assertUnreachable(() -> desk.pass(carts(CacheAccess.ReadWrite)));
        assertThat(server.run("ACL", "USERS")).contains("carts~").doesNotContain("shop.orders");
        rule.end();
        desk.pass(carts(CacheAccess.ReadWrite));
        assertThat(desk.as("carts", "orders", "SET", "carts:1", "x")).isEqualTo("OK");
    }

    @Test
    void aUserWhoWasMadeThoughNobodyHeardOfItIsNotMadeTwice() {
        var rule = proxy.when(request -> request.contains("SETUSER") && request.contains("carts~shop.orders")).cutAfter();
        assertUnreachable(() -> desk.pass(carts(CacheAccess.ReadWrite)));
        assertThat(desk.as("carts", "orders", "SET", "carts:1", "x")).isEqualTo("OK");
        rule.end();
        desk.pass(carts(CacheAccess.ReadWrite));
        assertThat(rule.hits()).isEqualTo(1);
        assertThat(desk.journal).containsExactly("created key space carts", "created user carts~shop.reports");
    }

    @Test
    void rightsThatWereTakenThoughNobodyHeardOfItAreTaken() {
        desk.pass(carts(CacheAccess.ReadWrite));
        proxy.when(request -> request.contains("SETUSER")).first(1).cutAfter();
        assertUnreachable(() -> desk.pass(carts(CacheAccess.Read)));
        assertThat(desk.as("carts", "orders", "SET", "carts:1", "x")).startsWith("NOPERM");
    }

    @Test
    void aRemovalThatWasCutGoesOnWhereItStood() {
        desk.pass(carts(CacheAccess.ReadWrite));
        server.run("EVAL", "for i = 1, 5000 do redis.call('SET', KEYS[1] .. i, 'x') end", "1", "carts:");
        proxy.when(request -> request.contains("UNLINK")).nth(3).cutAfter();
        assertUnreachable(() -> desk.gateway.destroy("carts", "carts"));
        assertThat(desk.gateway.see("carts")).isPresent();
        desk.gateway.destroy("carts", "carts");
        assertThat(server.run("KEYS", "carts:*")).isEmpty();
        assertThat(server.run("ACL", "USERS")).doesNotContain("carts~");
        assertThat(desk.journal).containsOnlyOnce("deleted the keys of carts");
    }

    @Test
    void anIdentityThatWasPlantedThoughNobodyHeardOfItIsTheServers() {
        proxy.when(request -> request.contains("SET\r\n") && request.contains("NX")).first(1).cutAfter();
        assertUnreachable(desk.gateway::server);
        String planted = server.run("GET", "shopfleet:identity");
        assertThat(desk.gateway.server()).isEqualTo(planted);
    }

    @Test
    void whoeverPlantsAtTheSameTimeGetsTheSameIdentity() {
        List<CompletableFuture<String>> asked = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> {
                    try (var other = new Desk(server)) {
                        return other.gateway.server();
                    }
                }))
                .toList();
        assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(server.run("ACL", "USERS").lines().filter(user -> user.startsWith("shopfleet:identity:"))).hasSize(1);
    }

    @Test
    void anAnswerThatNeverComesIsNotWaitedForAndAfterwardsAllGoesOn() {
        desk.pass(carts(CacheAccess.Read));
        proxy.freeze();
        assertUnreachable(() -> desk.gateway.see("carts"));
        proxy.thaw();
        assertThat(desk.gateway.see("carts")).isPresent();
    }

    @Test
    void aServerThatDoesNotAnswerIsSoonNotAskedAnyMore() {
        proxy.down();
        for (int i = 0; i < 4; i++) {
            assertUnreachable(() -> desk.gateway.see("carts"));
        }
        assertThatExceptionOfType(BackendFailure.class).isThrownBy(() -> desk.gateway.see("carts"))
                .withMessage("cache does not answer; it is asked again every few seconds");
    }
}
