package io.shopfleet.operator.database.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Names of a database and its roles")
class DatabaseNamesTest {
    @Test
    void tellWhatTheyAreFor() {
        var names = new DatabaseNames("shop_orders", "app");
        assertThat(names.group(Group.owner)).isEqualTo("shop_orders_owner");
        assertThat(names.group(Group.readwrite)).isEqualTo("shop_orders_readwrite");
        assertThat(names.login("shop", "price-feed", 'a')).isEqualTo("shop_orders_price_feed_0025c02ecf_a");
    }

    @Test
    void areNeverCutByTheServer() {
        var names = new DatabaseNames("d".repeat(DatabaseNames.LONGEST), "app");
        assertThat(names.group(Group.readwrite)).hasSize(63);
        assertThat(names.login("n".repeat(63), "s".repeat(40), 'b')).hasSize(63).endsWith("_b");
        assertThat(DatabaseNames.refusal("d".repeat(DatabaseNames.LONGEST + 1))).isPresent();
    }

    @Test
    void ofLoginsThatDifferInAnythingDiffer() {
        var a = new DatabaseNames("a", "app");
        assertThat(Set.of(
                        a.login("n", "b-owner", 'a'), a.login("n", "b-owner", 'b'), a.login("m", "b-owner", 'a'),
                        new DatabaseNames("a_b", "app").login("n", "owner", 'a')))
                .hasSize(4);
    }

    @Test
    void ofAHundredThousandLoginsAreAllDifferent() {
        var random = new Random(11);
        var names = new DatabaseNames("d".repeat(53), "app");
        var seen = new HashSet<String>();
        for (int number = 0; number < 100_000; number++) {
            String login = names.login("namespace", "s" + Long.toString(random.nextLong() >>> 1, 36) + number, 'a');
            assertThat(login.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
            assertThat(seen.add(login)).as(login).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "x\"; DROP ROLE y;--", "x'", "x\\", "x\0", "x\ny", "$$", "a-b_c", "Shop", "1st", "café", "shop\u202Ereports", "ѕhop",
        "👜", "shop\n", "postgres", "template0", "template1", "pg_shop", "shopfleet_keeper", "extensions", "information_schema"
    })
    void thatMeanSomethingElseAreRefused(String name) {
        assertThat(DatabaseNames.refusal(name)).isPresent();
        assertThatThrownBy(() -> new DatabaseNames(name, "app")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DatabaseNames("shop", name)).isInstanceOf(IllegalArgumentException.class);
    }
}
