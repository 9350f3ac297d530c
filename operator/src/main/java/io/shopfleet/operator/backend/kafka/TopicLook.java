package io.shopfleet.operator.backend.kafka;

import io.shopfleet.operator.topic.SeenAccess;
import io.shopfleet.operator.topic.SeenTopic;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics with their settings and with who may use them, by four calls for any number of them. */
record TopicLook(Admin admin) {

    List<CompletableFuture<Optional<SeenTopic>>> at(List<String> names) {
        var shapes = admin.describeTopics(names).topicNameValues();
        var settings = admin.describeConfigs(names.stream().map(TopicLook::resource).toList()).values();
        CompletableFuture<SeenAccess> access = new AccessLook(admin).now();
        return names.stream()
                .map(name -> missing(shapes.get(name).toCompletionStage().toCompletableFuture()).thenCombine(
                        missing(settings.get(resource(name)).toCompletionStage().toCompletableFuture()),
                        (shape, config) -> shape.flatMap(there -> config.map(of -> new Found(there, of))))
                        .thenCombine(access, (found, allowed) -> found.map(there -> seen(there, allowed))))
                .toList();
    }

    private static ConfigResource resource(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    private static <T> CompletableFuture<Optional<T>> missing(CompletableFuture<T> answer) {
        return answer.thenApply(Optional::of).exceptionallyCompose(failure ->
                KafkaFailures.cause(failure) instanceof UnknownTopicOrPartitionException
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : CompletableFuture.failedFuture(KafkaFailures.cause(failure)));
    }

    private record Found(TopicDescription shape, Config config) {}

    private static SeenTopic seen(Found found, SeenAccess access) {
        TopicDescription shape = found.shape();
        var own = new TreeMap<String, String>();
        found.config().entries().stream()
                .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .forEach(entry -> own.put(entry.name(), entry.value()));
        return new SeenTopic(
                shape.topicId().toString(), shape.partitions().size(), shape.partitions().getFirst().replicas().size(), own,
                access);
    }
}
