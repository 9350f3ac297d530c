package io.shopfleet.e2e;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.shopfleet.testkit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The real cluster: the one of KUBECONFIG, else that of local/cluster. */
final class Node {
    static final Path ROOT = root();
    private static final Path PROGRAMS = Path.of(told("SHOPFLEET_BIN", "binaries"));
    private static final Path KUBECONFIG = Path.of(told("KUBECONFIG", "kubeconfig"));
    private static final AuditLog AUDIT = AuditLog.at(Path.of(told("SHOPFLEET_AUDIT_LOG", "audit")));
    private static final AuditLog.Mark BEGUN = AUDIT.mark();
    private static final KubernetesClient CLIENT = connect();

    private Node() {
    }

    /** A client that may do everything. Do not close it. */
    static KubernetesClient client() {
        return CLIENT;
    }

    static String kubectl(String... arguments) {
        return kubectlWith("", arguments);
    }

    static String kubectlWith(String input, String... arguments) {
        return Program.run(command("kubectl", arguments), input);
    }

    static String helm(String... arguments) {
        return Program.run(command("helm", arguments), "");
    }

    static AuditLog audit() {
        return AUDIT;
    }

    /** When these tests began. */
    static AuditLog.Mark begun() {
        return BEGUN;
    }

    static void apply(String yaml) {
        kubectlWith(yaml, "apply", "-f", "-");
    }

    static String chart(String name) {
        return ROOT.resolve("charts").resolve(name).toString();
    }

    private static List<String> command(String program, String... arguments) {
        return Stream.concat(Stream.of(PROGRAMS.resolve(program).toString(), "--kubeconfig=" + KUBECONFIG), Stream.of(arguments))
                .toList();
    }

    private static KubernetesClient connect() {
        try {
            return new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(Files.readString(KUBECONFIG))).build();
        } catch (IOException e) {
            throw new IllegalStateException("the kubeconfig " + KUBECONFIG + " cannot be read", e);
        }
    }

    /** From the environment, else as local/cluster answers. */
    private static String told(String variable, String question) {
        return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank())
                .orElseGet(() -> Program.run(List.of(ROOT.resolve("local/cluster").toString(), question), "").strip());
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("local/cluster"))) {
                return folder;
            }
        }
        throw new IllegalStateException("local/cluster was not found above " + Path.of("").toAbsolutePath()
                + "; run the tests inside a checkout");
    }
}
