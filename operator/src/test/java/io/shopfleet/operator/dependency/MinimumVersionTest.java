package io.shopfleet.operator.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A minimum version")
class MinimumVersionTest {

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({
        "1.4,          1.4.0",
        "1.4,          1.4.1",
        "1.4,          1.10.0",
        "1.4,          2.0.0",
        "1,            1.0.0",
        "2,            10.0.0",
        "1.4.0,        1.4",
        "1.4.0,        v1.4.0",
        "v1.4,         1.5.0",
        "1.4.0-rc.1,   1.4.0",
        "1.4.0-rc.2,   1.4.0-rc.10",
        "1.4.0-rc,     1.4.0-rc.1",
        "1.4.0-9,      1.4.0-a",
        "20261125,     20261126",
        "1.4.0-20261125123456123456, 1.4.0-20261125123456123457",
        "99999999999999999999.0.0,   100000000000000000000.0.0",
        "blue,         blue",
        "1.4_x,        1.4_x",
        "1.04,         1.04",
    })
    void isMet(String wanted, String served) {
        assertThat(new MinimumVersion(wanted).metBy(served)).isTrue();
    }

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({
        "1.4,          1.3.9",
        "1.4,          0.9.0",
        "1.10,         1.9.0",
        "1.4,          1.4.0-rc.1",
        "1.4.0-rc.10,  1.4.0-rc.2",
        "1.4.0-rc.1,   1.4.0-rc",
        "1.4.0-a,      1.4.0-9",
        "100000000000000000000.0.0, 99999999999999999999.0.0",
        "blue,         green",
        "1.4,          latest",
        "latest,       1.4.0",
        "1.04,         1.4.0",
        "1.04,         1.05",
        "1.4.0-01,     1.5.0",
        "1.4.0.0,      1.4.0.1",
        "1.4-rc.1,     1.5.0",
        "1.4,          ''",
    })
    void isNotMet(String wanted, String served) {
        assertThat(new MinimumVersion(wanted).metBy(served)).isFalse();
    }

    /** The example of semver.org, each before the next. */
    @Test
    void ordersPreReleasesAsTheStandardSays() {
        List<String> versions = List.of(
                "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
                "1.0.0", "2.0.0", "2.1.0", "2.1.1");
        List<SemanticVersion> parsed = versions.stream().map(SemanticVersion::parse).map(Optional::orElseThrow).toList();
        for (int i = 0; i < parsed.size(); i++) {
            for (int j = 0; j < parsed.size(); j++) {
                assertThat(Integer.signum(parsed.get(i).compareTo(parsed.get(j))))
                        .as(versions.get(i) + " and " + versions.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v", "1.", "1..0", "01", "1.4.0-", "1.4.0-a..b", "1.4.0-00", "1.4.0-a_b", "1.4.0+7", "-1", "V1.4.0"})
    void isNoSemanticVersion(String text) {
        assertThat(SemanticVersion.parse(text)).isEmpty();
    }
}
