package io.shopfleet.testkit;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.testkit.machine.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real CustomResourceDefinitions of other operators, as {@code local/definitions} fetches them. */
public enum Definitions {
    STRIMZI("kafka.strimzi.io"),
    CLOUDNATIVEPG("postgresql.cnpg.io");

    private final String group;

    Definitions(String group) {
        this.group = group;
    }

    /** Returns when they are served. */
    public void install(ApiServer server) {
        KubernetesClient admin = server.admin();
        all().forEach(definition -> admin.resource(definition).createOr(existing -> existing.update()));
        ApiServer.await("the definitions of " + this + " to be served").until(() -> all().stream().allMatch(
                definition -> served(admin).contains(definition.getSpec().getNames().getPlural())));
    }

    /** Returns when they are served no more. */
    public void remove(ApiServer server) {
        KubernetesClient admin = server.admin();
        all().forEach(definition -> admin.resource(definition).delete());
        ApiServer.await("the definitions of " + this + " to go").until(() -> served(admin).isEmpty());
    }

    private List<String> served(KubernetesClient admin) {
        var found = admin.getApiResources(group + "/v1");
        return found == null ? List.of() : found.getResources().stream().map(resource -> resource.getName()).toList();
    }

    private List<CustomResourceDefinition> all() {
        try (Stream<Path> files = Files.list(Folder.PATH)) {
            return files.sorted().map(Definitions::read).filter(found -> found.getSpec().getGroup().equals(group)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CustomResourceDefinition read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return Serialization.unmarshal(stream, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Folder {
        static final Path PATH = fetched();

        private static Path fetched() {
            Path script = Checkout.file("local/definitions", "it prints the folder with the definitions of other operators");
            try {
                Process run = new ProcessBuilder(script.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
                String answer = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                if (run.waitFor() != 0) {
                    throw new IllegalStateException(script + " failed; run it by hand to see why");
                }
                return Path.of(answer);
            } catch (IOException e) {
                throw new IllegalStateException(script + " could not be run", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while " + script + " was fetching", e);
            }
        }
    }
}
