package io.shopfleet.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.testkit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The operator's pod and what it did. */
final class Operator {
    static final String NAMESPACE = "shopfleet-system";
    static final String USER = "system:serviceaccount:" + NAMESPACE + ":shopfleet";

    private Operator() {
    }

    /** So many pods, all of them ready. */
    static void scale(int replicas) {
        Node.kubectl("scale", "deployment/shopfleet", "--namespace", NAMESPACE, "--replicas=" + replicas);
        Node.kubectl("rollout", "status", "deployment/shopfleet", "--namespace", NAMESPACE, "--timeout=180s");
        Await.until(replicas + " pods of the operator to be left", () -> pods().size() == replicas);
    }

    /** As an upgrade does it: the new pod is ready before the old one goes. */
    static void restart() {
        Node.kubectl("rollout", "restart", "deployment/shopfleet", "--namespace", NAMESPACE);
        Node.kubectl("rollout", "status", "deployment/shopfleet", "--namespace", NAMESPACE, "--timeout=180s");
        Await.until("only one pod of the operator to be left", () -> pods().size() == 1);
    }

    /** Accepted writes in this namespace since the mark, status included, leases and events not. */
    static List<AuditLog.Entry> writes(String namespace, AuditLog.Mark since) {
        return Node.audit().writesBy(USER, since).stream().filter(entry -> entry.namespace().equals(namespace)).toList();
    }

    static Pod pod() {
        List<Pod> pods = pods();
        if (pods.size() != 1) {
            throw new AssertionError("there is not one pod of the operator but " + pods.size());
        }
        return pods.getFirst();
    }

    /** The process of its JVM, as the node sees it: the one named java in a control group that bears the pod's uid. */
    static long process() {
        return process(pod());
    }

    static long process(Pod pod) {
        String uid = pod.getMetadata().getUid();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .filter(path -> read(path.resolve("comm")).strip().equals("java"))
                    .filter(path -> read(path.resolve("cgroup")).replace('_', '-').contains(uid))
                    .mapToLong(path -> Long.parseLong(path.getFileName().toString()))
                    .findFirst().orElseThrow(() -> new AssertionError("no process java belongs to the operator's pod"));
        } catch (IOException e) {
            throw new IllegalStateException("the processes of this machine cannot be listed", e);
        }
    }

    /** The process that runs now: not one that ends, and not none because the container waits for its restart. */
    static long awaitProcess() {
        Await.until("the operator to run", () -> leads() && process() > 0);
        return process();
    }

    static void signal(String name, long process) {
        Program.run(List.of("kill", "-" + name, Long.toString(process)), "");
    }

    static void kill(long process) {
        signal("KILL", process);
        Await.until("process " + process + " to be gone", () -> !Files.exists(Path.of("/proc/" + process)));
    }

    /** How many passes over a ShopService this process has finished. */
    static long passes() {
        return (long) meter("reconciliations_execution_duration_seconds_count{controller_name=\"shopservice\"}");
    }

    static void awaitPasses(long number) {
        Await.until("pass " + number + " of the operator", () -> passes() >= number);
        awaitIdle();
    }

    static void awaitIdle() {
        Await.until("the operator to be idle", () -> leads() && meter("reconciliations_active{controller_name=\"shopservice\"}") == 0
                && meter("reconciliations_queue{controller_name=\"shopservice\"}") == 0);
    }

    private static boolean leads() {
        return meter("shopfleet_leader") == 1;
    }

    /** A meter of its metrics page; -1 while there is no such page or no such meter. */
    private static double meter(String name) {
        return metrics().lines().filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1))).findFirst().orElse(-1);
    }

    private static String metrics() {
        try {
            return Objects.requireNonNullElse(
                    Node.client().raw("/api/v1/namespaces/" + NAMESPACE + "/services/shopfleet:8080/proxy/q/metrics"), "");
        } catch (KubernetesClientException noReadyPod) {
            return "";
        }
    }

    static List<Pod> pods() {
        return Node.client().pods().inNamespace(NAMESPACE).withLabel("app.kubernetes.io/name", "shopfleet").list().getItems();
    }

    /** A process that ends meanwhile has no such file any more. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
