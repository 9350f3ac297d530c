package io.shopfleet.orders.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BindingTest {
    @TempDir
    Path root;

    private void file(String folder, String name, String content) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve(folder)).resolve(name), content);
    }

    @Test
    void isTheFolderOfItsTypeWhateverTheEdgeIsCalled() throws IOException {
        file("price-changes", "type", "kafka\n");
        file("db", "type", "postgresql");
        file("db", "username", "shop.orders");
        assertThat(Binding.of("postgresql", root)).hasValueSatisfying(binding -> assertThat(binding.get("username")).isEqualTo("shop.orders"));
        assertThat(Binding.of("redis", root)).isEmpty();
        assertThat(Binding.of("redis", root.resolve("nothing"))).isEmpty();
    }

    /** As the kubelet lays them out. */
    @Test
    void isReadThroughLinks() throws IOException {
        file("db/..2026", "type", "postgresql");
        Files.createSymbolicLink(root.resolve("db/..data"), Path.of("..2026"));
        Files.createSymbolicLink(root.resolve("db/type"), Path.of("..data/type"));
        assertThat(Binding.of("postgresql", root)).isPresent();
    }

    @Test
    void namesTheFileThatIsMissing() throws IOException {
        file("db", "type", "postgresql");
        assertThatThrownBy(() -> Binding.of("postgresql", root).orElseThrow().get("jdbc-url"))
                .hasMessage("The binding of type postgresql has no file jdbc-url");
    }
}
