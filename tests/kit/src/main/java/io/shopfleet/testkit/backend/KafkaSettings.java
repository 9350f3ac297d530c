package io.shopfleet.testkit.backend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The properties of a node that asks everybody for a password and lets nobody but the administrator do anything. */
final class KafkaSettings {
    private static final String SCRAM =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";";
    /** The node's own login, and the only one it takes. */
    private static final String PLAIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\" user_%1$s=\"%2$s\";";

    private final Map<String, String> properties = new LinkedHashMap<>();
    private final String login;

    KafkaSettings(Path data, String admin, String password) {
        login = login(admin, password);
        properties.putAll(Map.of("process.roles", "broker,controller", "node.id", "1", "log.dirs", data.toString(),
                "controller.listener.names", "CONTROLLER", "inter.broker.listener.name", "CLIENT"));
        properties.putAll(Map.of("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:" + admin, "auto.create.topics.enable", "false",
                "sasl.enabled.mechanisms", "SCRAM-SHA-512", "sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512",
                // A controller cannot look a SCRAM user up before it has its own data.
                "listener.name.controller.sasl.enabled.mechanisms", "PLAIN", "sasl.mechanism.controller.protocol", "PLAIN",
                "listener.name.controller.plain.sasl.jaas.config", PLAIN.formatted(admin, password)));
        // One node, and little memory.
        properties.putAll(Map.of("offsets.topic.replication.factor", "1", "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1", "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1", "share.coordinator.state.topic.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0", "log.cleaner.dedupe.buffer.size", "2097152"));
    }

    /** One way in. The controller's is not told to clients. */
    KafkaSettings listener(String name, int port, OptionalInt advertised, String protocol) {
        String address = Place.HOST + ":" + port;
        append("listeners", name + "://" + address);
        append("listener.security.protocol.map", name + ":" + protocol);
        advertised.ifPresentOrElse(shown -> {
            append("advertised.listeners", name + "://" + Place.HOST + ":" + shown);
            properties.put("listener.name." + name.toLowerCase(Locale.ROOT) + ".scram-sha-512.sasl.jaas.config", login);
        }, () -> properties.put("controller.quorum.voters", "1@" + address));
        return this;
    }

    void put(Map<String, String> more) {
        properties.putAll(more);
    }

    static String login(String user, String password) {
        return SCRAM.formatted(user, password);
    }

    private void append(String key, String value) {
        properties.merge(key, value, (before, more) -> before + "," + more);
    }

    String text(List<String> more) {
        var lines = new ArrayList<String>();
        properties.forEach((key, value) -> lines.add(key + "=" + value));
        lines.addAll(more);
        return String.join("\n", lines) + "\n";
    }
}
