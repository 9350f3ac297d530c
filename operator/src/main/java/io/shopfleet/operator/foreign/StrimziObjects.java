package io.shopfleet.operator.foreign;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.shopfleet.api.v1alpha1.StrimziKafka;
import io.shopfleet.operator.render.Quantities;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Kafka, in the words of Strimzi. */
final class StrimziObjects {
    static final String LISTENER = "shopfleet";
    private static final String SCRAM = "scram-sha-512";
    private static final int COPIES = 3;

    private StrimziObjects() {}

    static List<GenericKubernetesResource> of(Commission commission, StrimziKafka wanted) {
        Map<String, String> cluster = Map.of("strimzi.io/cluster", commission.name());
        return List.of(
                ForeignObject.of(commission, "Kafka", commission.name(), Map.of(), kafka(administrator(commission), wanted)),
                ForeignObject.of(commission, "KafkaNodePool", commission.name(), cluster, pool(wanted)),
                ForeignObject.of(commission, "KafkaUser", administrator(commission), cluster,
                        Map.of("authentication", Map.of("type", SCRAM))));
    }

    private static String administrator(Commission commission) {
        return commission.name() + "-shopfleet";
    }

    private static Map<String, Object> kafka(String administrator, StrimziKafka wanted) {
        var kafka = new TreeMap<String, Object>();
        if (wanted.version() != null) {
            kafka.put("version", wanted.version());
        }
        kafka.put("listeners", List.of(Map.of(
                "name", LISTENER, "port", 9093, "type", "internal", "tls", true, "authentication", Map.of("type", SCRAM))));
        kafka.put("authorization", Map.of("type", "simple", "superUsers", List.of(administrator)));
        kafka.put("config", config(Math.min(COPIES, wanted.replicas())));
        return Map.of("kafka", kafka, "entityOperator", users(administrator));
    }

    private static Map<String, Object> config(int copies) {
        int least = Math.max(1, copies - 1);
        return new TreeMap<>(Map.of(
                "auto.create.topics.enable", false,
                "default.replication.factor", copies,
                "min.insync.replicas", least,
                "offsets.topic.replication.factor", copies,
                "transaction.state.log.replication.factor", copies,
                "transaction.state.log.min.isr", least));
    }

    /** Strimzi deletes accounts that have no KafkaUser, unless told not to look at them: those of services are the operator's. */
    private static Map<String, Object> users(String administrator) {
        return Map.of(
                "userOperator", Map.of(),
                "template", Map.of("userOperatorContainer", Map.of("env", List.of(Map.of(
                        "name", "STRIMZI_IGNORED_USERS_PATTERN", "value", "^(?!" + administrator + "$).*$")))));
    }

    private static Map<String, Object> pool(StrimziKafka wanted) {
        var spec = new TreeMap<String, Object>(Map.of(
                "replicas", wanted.replicas(),
                "roles", List.of("controller", "broker"),
                "storage", Map.of(
                        "type", "persistent-claim", "size", Quantities.canonical(wanted.storage()).toString(), "deleteClaim", false)));
        if (wanted.resources() != null) {
            spec.put("resources", ForeignObject.resources(wanted.resources()));
        }
        return spec;
    }
}
