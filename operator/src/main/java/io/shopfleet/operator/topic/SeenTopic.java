package io.shopfleet.operator.topic;

import io.shopfleet.operator.holding.Seen;
import java.util.SortedMap;

/**
 * A topic, as Kafka tells it.
 *
 * @param config settings that were made for this very topic; what it has from the broker is not among them
 */
public record SeenTopic(String id, int partitions, int replicas, SortedMap<String, String> config, SeenAccess access)
        implements Seen {}
