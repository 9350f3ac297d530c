package io.shopfleet.testkit;

import io.shopfleet.testkit.machine.Certificates;
import io.shopfleet.testkit.machine.Daemon;
import io.shopfleet.testkit.machine.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The three programs of a control plane and their settings. */
final class ControlPlane {
    private static final String AUDIT_POLICY = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived, ResponseStarted]
            rules:
              - level: None
                users: ["system:apiserver", "system:kube-controller-manager"]
                verbs: [get, list, watch]
              - level: Metadata
            """;

    /** Those that workloads need. Without the node controllers a node may be played by a test. */
    private static final String CONTROLLERS = String.join(",", "deployment-controller", "replicaset-controller",
            "garbage-collector-controller", "namespace-controller", "serviceaccount-controller", "endpointslice-controller",
            "disruption-controller", "horizontal-pod-autoscaler-controller", "root-ca-certificate-publisher-controller",
            "clusterrole-aggregation-controller", "job-controller");

    final Daemon etcd;
    final Daemon apiServer;
    final Daemon controllers;
    final String url;
    final Path auditLog;

    ControlPlane(Path bin, Path home, Certificates certificates) {
        int etcdPort = Ports.free();
        int peerPort = Ports.free();
        int port = Ports.free();
        url = "https://127.0.0.1:" + port;
        auditLog = home.resolve("log/audit.log");
        Path pki = home.resolve("pki");
        writeFiles(home, pki, certificates);

        etcd = daemon(bin, home, "etcd", List.of("--data-dir=" + home.resolve("etcd"), "--unsafe-no-fsync",
                "--listen-client-urls=http://127.0.0.1:" + etcdPort, "--advertise-client-urls=http://127.0.0.1:" + etcdPort,
                "--listen-peer-urls=http://127.0.0.1:" + peerPort, "--initial-advertise-peer-urls=http://127.0.0.1:" + peerPort,
                "--initial-cluster=default=http://127.0.0.1:" + peerPort));
        apiServer = daemon(bin, home, "kube-apiserver", List.of("--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1", "--secure-port=" + port, "--endpoint-reconciler-type=none",
                "--tls-cert-file=" + pki.resolve("server.crt"), "--tls-private-key-file=" + pki.resolve("server.key"),
                "--client-ca-file=" + pki.resolve("ca.crt"), "--authorization-mode=RBAC", "--allow-privileged=true",
                "--service-account-issuer=https://kubernetes.default.svc", "--service-cluster-ip-range=10.96.0.0/16",
                "--service-account-key-file=" + pki.resolve("accounts.pub"),
                "--service-account-signing-key-file=" + pki.resolve("server.key"),
                "--audit-policy-file=" + home.resolve("audit-policy.yaml"), "--audit-log-path=" + auditLog,
                "--audit-log-mode=blocking", "--audit-log-maxsize=10000"));
        controllers = daemon(bin, home, "kube-controller-manager", List.of("--kubeconfig=" + home.resolve("controllers.kubeconfig"),
                "--controllers=" + CONTROLLERS, "--leader-elect=false", "--secure-port=0",
                "--root-ca-file=" + pki.resolve("ca.crt"), "--kube-api-qps=200", "--kube-api-burst=400",
                // By default it looks every 15 seconds, and tests would wait for that most of the time.
                "--horizontal-pod-autoscaler-sync-period=2s"));
    }

    private void writeFiles(Path home, Path pki, Certificates certificates) {
        Certificates.write(pki.resolve("ca.crt"), certificates.authorityCertificate());
        Certificates.write(pki.resolve("server.crt"), certificates.serverCertificate());
        Certificates.write(pki.resolve("server.key"), certificates.key());
        Certificates.write(pki.resolve("accounts.pub"), certificates.publicKey());
        Certificates.write(home.resolve("audit-policy.yaml"), AUDIT_POLICY);
        Certificates.write(auditLog, "");
    }

    private static Daemon daemon(Path bin, Path home, String name, List<String> flags) {
        List<String> command = Stream.concat(Stream.of(bin.resolve(name).toString()), flags.stream()).toList();
        return new Daemon(name, command, home.resolve("log/" + name + ".log"));
    }
}
