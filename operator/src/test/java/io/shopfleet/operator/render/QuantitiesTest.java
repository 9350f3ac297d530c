package io.shopfleet.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The right column is what kube-apiserver v1.35.4 gave back for the left one, and gives back for itself. */
@DisplayName("Quantities are sent as the server stores them")
class QuantitiesTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "1024Mi, 1Gi", "1000m, 1", "0.5, 500m", "1.5Gi, 1536Mi", "1000, 1k", "0, 0", "1, 1", "100m, 100m", "0.1, 100m",
        "128974848, 128974848", "129M, 129M", "0.0001, 100u", "1Ki, 1Ki", "0.5Mi, 512Ki", "2048Ki, 2Mi", "1500m, 1500m",
        "1.5, 1500m", "1E, 1E", "1000Mi, 1000Mi", "1024, 1024", "1024Gi, 1Ti", "0Mi, 0", "1G, 1G", "1500M, 1500M",
        "1000k, 1M", "999, 999", "1.0, 1", "10.50, 10500m", "1n, 1n", "1000n, 1u", "1000000, 1M", "1Pi, 1Pi",
        "1024Ki, 1Mi", "0.1n, 1n", "1.00000000001, 1000000001n", "7Ei, 7Ei", "8Ei, 9223372036854775807",
        "100Ei, 9223372036854775807", "10E, 10E", "9007199254740993, 9007199254740993",
    })
    void theLargestUnitWithoutAFraction(String given, String stored) {
        assertThat(Quantities.canonical(new Quantity(given)).toString()).isEqualTo(stored);
    }

    /** The server would count bytes in thousandths; whole bytes are as good, and it leaves them alone. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"0.001Gi, 1073742", "0.3Ki, 308"})
    void aFractionOfAByteIsRoundedUp(String given, String sent) {
        assertThat(Quantities.canonical(new Quantity(given)).toString()).isEqualTo(sent);
    }
}
