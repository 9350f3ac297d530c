package io.shopfleet.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The table that people read, row by row against what the operator says in the golden folder of that name. With
 * {@code -Dgolden.write} all cells but the sentence are written anew.
 */
@DisplayName("The truth table of the status")
class TruthTableTest {
    private static final Path TABLE = Path.of("../docs/status-truth-table.md");
    private static final boolean WRITE = System.getProperty("golden.write") != null;
    private static final List<String> TYPES =
            List.of("Accepted", "DependenciesReady", "RolledOut", "Available", "Ready", "Reconciling", "Stalled");

    private static List<String> lines() throws IOException {
        return Files.readAllLines(TABLE);
    }

    private static boolean isRow(String line) {
        return line.startsWith("| ") && line.contains("`");
    }

    private static String[] cells(String row) {
        return row.substring(2, row.length() - 2).split(" \\| ");
    }

    private static String name(String row) {
        String[] cells = cells(row);
        return cells[cells.length - 1].replace("`", "");
    }

    private static String row(String sentence, Golden golden) {
        ShopServiceStatus status = golden.look().report().status();
        var cells = new ArrayList<String>(List.of(sentence));
        TYPES.forEach(type -> cells.add(of(type, status).getStatus()));
        cells.add(of("Ready", status).getReason());
        cells.add(status.phase().name());
        cells.add(Kstatus.of(status.observedGeneration(), status.observedGeneration(), status.conditions()).name());
        cells.add("`" + golden.name() + "`");
        return "| " + String.join(" | ", cells) + " |";
    }

    private static Condition of(String type, ShopServiceStatus status) {
        return status.conditions().stream().filter(known -> known.getType().equals(type)).findFirst().orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> everyRowIsWhatTheOperatorSays() throws IOException {
        if (WRITE) {
            write();
        }
        return lines().stream().filter(TruthTableTest::isRow).map(row -> DynamicTest.dynamicTest(
                cells(row)[0],
                () -> assertThat(row).isEqualTo(row(cells(row)[0], new Golden(Path.of("src/test/resources/golden", name(row)))))));
    }

    @Test
    void everyGoldenFolderIsARow() throws IOException {
        assertThat(lines().stream().filter(TruthTableTest::isRow).map(TruthTableTest::name))
                .containsExactlyInAnyOrderElementsOf(Golden.all().stream()
                        .map(Golden::name)
                        .filter(name -> !name.equals("stale-view"))
                        .toList());
    }

    private static void write() throws IOException {
        var lines = new ArrayList<String>();
        for (String line : lines()) {
            lines.add(isRow(line)
                    ? row(cells(line)[0], new Golden(Path.of("src/test/resources/golden", name(line))))
                    : line);
        }
        Files.write(TABLE, lines);
    }
}
