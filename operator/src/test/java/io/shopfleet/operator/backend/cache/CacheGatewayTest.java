package io.shopfleet.operator.backend.cache;

import static io.shopfleet.operator.backend.cache.Desk.PASSWORD;
import static io.shopfleet.operator.backend.cache.Desk.consumer;
import static io.shopfleet.operator.backend.cache.Desk.space;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shopfleet.api.v1alpha1.CacheAccess;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.cachespace.KeySpace;
import io.shopfleet.operator.cachespace.Passwords;
import io.shopfleet.operator.cachespace.CacheStep;
import io.shopfleet.testkit.backend.RedisServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Key spaces on a real server")
class CacheGatewayTest {
    private final Desk desk = new Desk(RedisServer.shared());

    @AfterEach
    void end() {
        desk.close();
    }

    private static KeySpace carts(String name) {
        return space(name, consumer("orders", CacheAccess.ReadWrite, PASSWORD), consumer("reports", CacheAccess.Read, PASSWORD));
    }

    @Test
    void usersAreMadeOnceAndDoTheirWork() {
        desk.pass(carts("work"));
        assertThat(desk.journal).containsExactly(
                "created key space work", "created user work~shop.orders", "created user work~shop.reports");

        assertThat(desk.as("work", "orders", "SET", "work:1", "book", "EX", "60")).isEqualTo("OK");
        assertThat(desk.as("work", "orders", "PUBLISH", "work:changed", "1")).isEqualTo("0");
        assertThat(desk.as("work", "reports", "GET", "work:1")).isEqualTo("book");
        assertThat(desk.as("work", "reports", "ACL", "WHOAMI")).isEqualTo("work~shop.reports");

        desk.pass(carts("work"));
        assertThat(desk.journal).hasSize(3);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {
        "GET other:1", "SET other:1 x", "DEL other:1", "COPY fence:1 other:1", "RENAME fence:1 other:1", "SINTERSTORE other:1 fence:1",
        "KEYS *", "SCAN 0", "RANDOMKEY", "DBSIZE", "FLUSHALL", "FLUSHDB", "CONFIG GET *", "CONFIG SET maxmemory 1", "SELECT 1",
        "MOVE fence:1 1", "SWAPDB 0 1", "INFO", "ACL LIST", "ACL SETUSER default on", "CLIENT LIST", "CLIENT TRACKING ON BCAST", "MONITOR",
        "SHUTDOWN", "EVAL return(1) 0", "FUNCTION LIST", "SCRIPT FLUSH", "PUBSUB CHANNELS", "PUBLISH other:c x",
        "SUBSCRIBE __keyevent@0__:set", "PSUBSCRIBE *", "SAVE", "REPLICAOF h 1", "MODULE LIST", "SORT fence:1 BY other:*"
    })
    @DisplayName("a service cannot reach past its key space")
    void aServiceCannotReachPastItsKeySpace(String command) {
        desk.pass(carts("fence"));
        assertThat(desk.as("fence", "orders", command.split(" "))).startsWith("NOPERM");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"SET readers:1 x", "DEL readers:1", "EXPIRE readers:1 1", "PUBLISH readers:c x", "GETDEL readers:1"})
    @DisplayName("a service that may read does not write")
    void aServiceThatMayReadDoesNotWrite(String command) {
        desk.pass(carts("readers"));
        assertThat(desk.as("readers", "reports", command.split(" "))).startsWith("NOPERM");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {
        "off", "nopass", "resetpass", ">guessed", "~*", "allkeys", "&*", "+@all", "+scan", "-get", "-@all", "+config|get", "nocommands",
        "resetchannels", "skip-sanitize-payload", "(~* +@all)"
    })
    @DisplayName("whatever somebody changes of a user is put right")
    void whateverSomebodyChangesOfAUserIsPutRight(String rule) {
        desk.pass(carts("drift"));
        desk.journal.clear();
        String before = getUser("drift~shop.orders");
        assertThat(desk.server.run("ACL", "SETUSER", "drift~shop.orders", rule)).isEqualTo("OK");
        assertThat(getUser("drift~shop.orders")).isNotEqualTo(before);

        desk.pass(carts("drift"));
        assertThat(desk.journal).singleElement().asString().startsWith("put user drift~shop.orders right: ");
        assertThat(getUser("drift~shop.orders")).isEqualTo(before);
        assertThat(desk.as("drift", "orders", "SET", "drift:1", "x")).isEqualTo("OK");
    }

    private String getUser(String name) {
        return desk.server.run("ACL", "GETUSER", name);
    }

    @Test
    void aRemovedUserComesBackAndAStrayOneGoes() {
        desk.pass(carts("lost"));
        desk.server.run("ACL", "DELUSER", "lost~shop.orders");
        desk.server.run("ACL", "SETUSER", "lost~mole", "on", "nopass", "~*", "+@all");
        desk.journal.clear();
        desk.pass(carts("lost"));
        assertThat(desk.journal).containsExactly("removed user lost~mole", "created user lost~shop.orders");
        desk.pass(carts("lost"));
        assertThat(desk.journal).hasSize(2);
    }

    @Test
    void aKeySpaceIsSeenFromWhenItWasMadeUntilItIsDestroyed() {
        assertThat(desk.gateway.see("seen")).isEmpty();
        desk.gateway.perform(new CacheStep.CreateSpace("seen"));
        assertThat(desk.gateway.see("seen")).hasValueSatisfying(seen -> {
            assertThat(seen.id()).isEqualTo("seen");
            assertThat(seen.users()).isEmpty();
        });
        assertThat(desk.gateway.admits("seen~", "")).isFalse();
        desk.gateway.destroy("seen", "seen");
        assertThat(desk.gateway.see("seen")).isEmpty();
    }

    @Test
    void passwordsComeAndGo() {
        desk.pass(space("turn", consumer("orders", CacheAccess.Read, "old")));
        String user = KeySpace.user("turn", "shop", "orders");
        assertThat(desk.gateway.admits(user, "old")).isTrue();
        assertThat(desk.gateway.admits(user, "new")).isFalse();
        desk.pass(space("turn", consumer("orders", CacheAccess.Read, "old", "new")));
        assertThat(desk.gateway.admits(user, "old")).isTrue();
        assertThat(desk.gateway.admits(user, "new")).isTrue();
        desk.pass(space("turn", consumer("orders", CacheAccess.Read, "new")));
        assertThat(desk.gateway.admits(user, "old")).isFalse();
        assertThat(desk.gateway.admits(user, "new")).isTrue();
        desk.pass(space("turn", consumer("orders", CacheAccess.Read)));
        assertThat(desk.gateway.admits(user, "new")).isFalse();
    }

    @Test
    void noPasswordIsInTheServersListNorItsLogNorTheJournal() {
        desk.pass(carts("quiet"));
        String list = desk.server.run("ACL", "LIST");
        assertThat(list).contains("user quiet~shop.orders on").contains("#" + Passwords.fingerprint(PASSWORD))
                .doesNotContain(PASSWORD);
        assertThat(desk.server.log()).doesNotContain(PASSWORD);
        assertThat(desk.journal.toString()).doesNotContain(PASSWORD).doesNotContain(Passwords.fingerprint(PASSWORD));
    }

    @Test
    void removalTakesTheUsersAndTheKeysOfEveryDatabaseAndLeavesTheRest() {
        desk.pass(carts("gone"));
        desk.pass(carts("gone2"));
        for (int i = 0; i < 2500; i += 500) {
            desk.server.run("EVAL", "for i = 1, 500 do redis.call('SET', KEYS[1] .. i, 'x') end", "1", "gone:" + i + ":");
        }
        desk.server.run("-n", "3", "SET", "gone:elsewhere", "x");
        List.of("gone2:1", "gone", "xgone:1").forEach(key -> desk.server.run("SET", key, "stays"));
        desk.journal.clear();

        desk.gateway.destroy("gone", "gone");

        assertThat(desk.journal).containsExactly(
                "removed user gone~shop.orders", "removed user gone~shop.reports", "deleted the keys of gone", "removed user gone~");
        assertThat(desk.server.run("KEYS", "gone:*")).isEmpty();
        assertThat(desk.server.run("-n", "3", "KEYS", "*")).isEmpty();
        assertThat(desk.server.run("MGET", "gone2:1", "gone", "xgone:1")).isEqualTo("stays\nstays\nstays");
        assertThat(desk.as("gone2", "reports", "GET", "gone2:1")).isEqualTo("stays");
        assertThat(desk.gateway.admits("gone~shop.orders", PASSWORD)).isFalse();
    }

    @Test
    void removingTwiceIsNoFailureAndNoChange() {
        desk.pass(carts("twice"));
        desk.server.run("SET", "twice:1", "x");
        desk.gateway.destroy("twice", "twice");
        desk.gateway.perform(new CacheStep.DropUser("twice~shop.orders"));
        desk.gateway.destroy("twice", "twice");
        assertThat(desk.journal).endsWith("removed user twice~shop.reports", "deleted the keys of twice", "removed user twice~");
    }

    @Test
    void aRefusedCommandIsQuotedWithoutFingerprints() {
        var step = new CacheStep.SetUser("bad:user", List.of("reset", "#" + Passwords.fingerprint("x") + "0"), List.of());
        assertThatExceptionOfType(BackendFailure.class).isThrownBy(() -> desk.gateway.perform(step))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.BackendRefused))
                .withMessageStartingWith("the cache answers: ERR Error in ACL SETUSER modifier '(fingerprint)0'");
        assertThat(desk.journal).isEmpty();
    }
}
