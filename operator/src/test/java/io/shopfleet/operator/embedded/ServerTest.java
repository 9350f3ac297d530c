package io.shopfleet.operator.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The name of a server")
class ServerTest {

    @Test
    void isThatOfItsEnvironmentAndWhatItIs() {
        assertThat(Server.Kafka.name("staging")).isEqualTo("staging-kafka");
        assertThat(Server.Postgres.name("staging")).isEqualTo("staging-postgres");
        assertThat(Server.Cache.name("staging")).isEqualTo("staging-cache");
        assertThat(Server.Kafka.address("staging", "backends")).isEqualTo("staging-kafka.backends.svc:9092");
    }

    @Test
    void isCutWhereItWouldBeTooLongForAPodAndStaysApartFromOthers() {
        String long1 = "a".repeat(62) + "1";
        String long2 = "a".repeat(62) + "2";
        assertThat(Server.Postgres.name("a".repeat(40))).isEqualTo("a".repeat(40) + "-postgres");
        assertThat(Server.Postgres.name(long1)).isNotEqualTo(Server.Postgres.name(long2)).hasSizeLessThanOrEqualTo(52);
    }

    /** A Service is called like a host, and so begins with a letter. */
    @Test
    void beginsWithALetterWhateverTheEnvironmentIsCalled() {
        assertThat(List.of(Server.values())).allSatisfy(server ->
                assertThat(server.name("1-2")).matches("e-1-2-[0-9a-f]{8}-" + server.word()));
        assertThat(Server.Kafka.name("a".repeat(23) + "-" + "b".repeat(30))).doesNotContain("--");
    }
}
