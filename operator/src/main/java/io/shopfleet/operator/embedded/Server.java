package io.shopfleet.operator.embedded;

import io.shopfleet.operator.fleet.CanonicalJson;
import java.util.List;

/** What the operator can run, one of each for an environment. */
public enum Server {
    Kafka("kafka", 9092, 1000, "admin", "server.properties", "log4j2.yaml"),
    Postgres("postgres", 5432, 999, "postgres", "postgresql.conf", "pg_hba.conf"),
    Cache("cache", 6379, 999, "admin", "redis.conf");

    /** Names of pods and labels end in what Kubernetes adds to them, and have 63 characters at most. */
    private static final int LONGEST = 40;
    private static final int KEPT = 24;

    private final String word;
    private final int port;
    private final long user;
    private final String administrator;
    private final List<String> settings;

    Server(String word, int port, long user, String administrator, String... settings) {
        this.word = word;
        this.port = port;
        this.user = user;
        this.administrator = administrator;
        this.settings = List.of(settings);
    }

    /** What all its objects are called, and the Secret with its account in the operator's namespace. */
    public String name(String environment) {
        boolean usable = environment.length() <= LONGEST && Character.isLetter(environment.charAt(0));
        return (usable ? environment : "e-" + cut(environment) + "-" + CanonicalJson.digest(environment).substring(0, 8)) + "-" + word;
    }

    private static String cut(String environment) {
        String kept = environment.substring(0, Math.min(KEPT, environment.length()));
        return kept.endsWith("-") ? kept.substring(0, kept.length() - 1) : kept;
    }

    /** As host:port, for the operator and for services alike. */
    public String address(String environment, String namespace) {
        return name(environment) + "." + namespace + ".svc:" + port;
    }

    /** What the environment calls it: {@code spec.kafka}. */
    public String word() {
        return word;
    }

    /** Of the administrator; the account of the operator. */
    public String administrator() {
        return administrator;
    }

    /** Names of its configuration files. */
    List<String> settings() {
        return settings;
    }

    int port() {
        return port;
    }

    /** Whom the public image runs it as: PostgreSQL asks the image for the name of its user. */
    long user() {
        return user;
    }
}
