package io.shopfleet.operator.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Size is a smell, measured on the sources by the compiler's own parser. */
@DisplayName("Sizes of the operator's code")
class SizesTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");

    @Test
    void noClassIsLongerThan250Lines() {
        assertThat(longer(MAIN, 250)).isEmpty();
    }

    @Test
    void noTestClassIsLongerThan400Lines() {
        assertThat(longer(TEST, 400)).isEmpty();
    }

    @Test
    void noMethodIsLongerThan30Lines() throws IOException {
        assertThat(methodsLongerThan(30, sources(MAIN))).isEmpty();
    }

    @Test
    void aLongMethodIsFound(@TempDir Path folder) throws IOException {
        String body = "int x = 1;\n".repeat(31);
        Path planted = Files.writeString(folder.resolve("Planted.java"), "class Planted { void longOne() {\n" + body + "} }");
        assertThat(methodsLongerThan(30, List.of(planted))).containsExactly("Planted.java: longOne has 33 lines");
    }

    @Test
    void noPackageHasMoreThan12Types() {
        Map<String, Long> types = sources(MAIN).stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(
                        file -> file.getParent().getFileName().toString(), TreeMap::new, Collectors.counting()));
        types.values().removeIf(count -> count == 0);
        assertThat(types).isNotEmpty().allSatisfy((name, count) ->
                assertThat(count).as(name).isLessThanOrEqualTo(12));
    }

    @Test
    void everyPackageSaysInAtMostThreeLinesWhatItIsFor() throws IOException {
        for (Path folder : sources(MAIN).stream().map(Path::getParent).distinct().toList()) {
            Path charter = folder.resolve("package-info.java");
            boolean root = folder.endsWith("operator");
            assertThat(root || Files.exists(charter)).as("charter of %s", folder).isTrue();
            if (!root) {
                assertThat(Files.readAllLines(charter).stream().filter(line -> line.startsWith(" * ")))
                        .as("charter of %s", folder)
                        .hasSizeBetween(1, 3);
            }
        }
    }

    private static List<String> longer(Path root, int limit) {
        return sources(root).stream()
                .filter(file -> lines(file) > limit)
                .map(file -> file.getFileName() + " has " + lines(file) + " lines")
                .toList();
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> methodsLongerThan(int limit, List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            var positions = Trees.instance(task).getSourcePositions();
            var found = new ArrayList<String>();
            for (CompilationUnitTree unit : task.parse()) {
                new Lengths(unit, positions, limit, found).scan(unit, null);
            }
            return found;
        }
    }

    private static final class Lengths extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final int limit;
        private final List<String> found;

        Lengths(CompilationUnitTree unit, SourcePositions positions, int limit, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.limit = limit;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
            long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
            if (method.getBody() != null && last - first + 1 > limit) {
                String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
                found.add(file + ": " + method.getName() + " has " + (last - first + 1) + " lines");
            }
            return super.visitMethod(method, none);
        }
    }
}
