package io.shopfleet.operator.foreign;

import io.shopfleet.operator.embedded.Server;
import java.util.List;

/** Another operator. Its words are written as it says them. */
public enum Contractor {
    Strimzi(Server.Kafka, "strimzi", "kafka.strimzi.io", "kafkas", "kafkanodepools", "kafkausers"),
    CloudNativePG(Server.Postgres, "cloudNativePG", "postgresql.cnpg.io", "clusters");

    private static final String VERSION = "/v1";

    private final Server server;
    private final String mode;
    private final String group;
    private final List<String> plurals;

    Contractor(Server server, String mode, String group, String... plurals) {
        this.server = server;
        this.mode = mode;
        this.group = group;
        this.plurals = List.of(plurals);
    }

    /** What it runs. */
    public Server server() {
        return server;
    }

    /** What the environment and the chart call it. */
    public String mode() {
        return mode;
    }

    /** Where the environment asks for it. */
    String path() {
        return "spec." + server.word() + "." + mode;
    }

    /** Group and version of what it is asked by. */
    public String apiVersion() {
        return group + VERSION;
    }

    /**
     * Names of the CustomResourceDefinitions that are not there.
     *
     * @param served plurals of what the cluster serves of this group and version
     */
    public List<String> missing(List<String> served) {
        return plurals.stream().filter(plural -> !served.contains(plural)).map(plural -> plural + "." + group).toList();
    }
}
