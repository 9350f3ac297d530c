package io.shopfleet.operator.backend.kafka;

import io.shopfleet.operator.backend.Account;
import io.shopfleet.operator.backend.Batcher;
import io.shopfleet.operator.backend.Gateway;
import io.shopfleet.operator.backend.Guard;
import io.shopfleet.operator.backend.Journal;
import io.shopfleet.operator.holding.Step;
import io.shopfleet.operator.topic.SeenTopic;
import io.shopfleet.operator.topic.TopicStep;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;

/** Topics of one Kafka. Looks and creations of about the same moment go out as one call. */
public final class KafkaGateway implements Gateway<SeenTopic>, AutoCloseable {
    /** Somewhat longer than the client itself waits, so that its own answer is the one that is heard. */
    private static final Duration LIMIT = Duration.ofSeconds(12);

    private final Admin admin;
    private final AccessChange change;
    private final Guard guard;
    private final Journal journal;
    private final Batcher<String, Optional<SeenTopic>> looks;
    private final Batcher<TopicStep.Create, Void> creations;

    public KafkaGateway(Account account, Guard guard, Journal journal) {
        this.admin = client(account);
        this.change = new AccessChange(admin, new SecureRandom());
        this.guard = guard;
        this.journal = journal;
        this.looks = new Batcher<>(LIMIT, names -> new TopicLook(admin).at(names));
        this.creations = new Batcher<>(LIMIT, this::create);
    }

    private static Admin client(Account account) {
        try {
            return Admin.create(ClientSettings.of(account));
        } catch (KafkaException e) {
            throw KafkaFailures.ofAccount(e);
        }
    }

    @Override
    public String server() {
        return called("identify", () -> answered(admin.describeCluster().clusterId()));
    }

    @Override
    public Optional<SeenTopic> see(String name) {
        return called("describe", () -> looks.ask(name));
    }

    @Override
    public void perform(Step step, UnaryOperator<String> passwords) {
        boolean did = switch ((TopicStep) step) {
            case TopicStep.Create create -> done("create", TopicExistsException.class, () -> creations.ask(create));
            case TopicStep.Grow grow -> done("grow", null, () -> answered(admin.createPartitions(
                    Map.of(grow.topic(), NewPartitions.increaseTo(grow.partitions()))).all()));
            case TopicStep.Configure configure -> done("configure", null, () -> answered(admin.incrementalAlterConfigs(
                    Map.of(new ConfigResource(ConfigResource.Type.TOPIC, configure.topic()), alterations(configure))).all()));
            case TopicStep.OpenAccount open -> done("account", null, () ->
                    answered(change.open(open.account(), passwords.apply(open.account()))));
            case TopicStep.Allow allow -> done("allow", null, () -> answered(change.allow(allow)));
            case TopicStep.AllowGroup allow -> done("allow", null, () -> answered(change.allow(allow)));
            case TopicStep.Forbid forbid -> done("forbid", null, () -> answered(change.forbid(forbid)));
            case TopicStep.CloseAccount close -> done("account", null, () -> {
                answered(change.lock(close.account()));
                return answered(change.forbidEverything(close.account()));
            });
        };
        if (did) {
            journal.wrote("kafka", step.words());
        }
    }

    /** By id: a topic that somebody made of the same name since is left alone. */
    @Override
    public void destroy(String name, String id) {
        if (done("delete", UnknownTopicIdException.class, () ->
                answered(admin.deleteTopics(TopicCollection.ofTopicIds(List.of(Uuid.fromString(id)))).all()))) {
            journal.wrote("kafka", "deleted topic " + name);
        }
    }

    /** @param before the failure that says that it had been done before; null: there is none */
    private boolean done(String operation, Class<? extends Exception> before, Supplier<?> call) {
        return called(operation, () -> {
            try {
                call.get();
                return true;
            } catch (RuntimeException e) {
                if (before != null && before.isInstance(KafkaFailures.cause(e))) {
                    return false;
                }
                throw e;
            }
        });
    }

    private List<CompletableFuture<Void>> create(List<TopicStep.Create> wanted) {
        var result = admin.createTopics(wanted.stream().map(KafkaGateway::topic).toList()).values();
        return wanted.stream().map(create -> result.get(create.topic()).toCompletionStage().toCompletableFuture()).toList();
    }

    private static NewTopic topic(TopicStep.Create create) {
        return new NewTopic(create.topic(), create.partitions(), create.replicas().map(Integer::shortValue))
                .configs(create.config());
    }

    private static List<AlterConfigOp> alterations(TopicStep.Configure configure) {
        var operations = new ArrayList<AlterConfigOp>();
        configure.set().forEach((key, value) ->
                operations.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
        configure.reset().forEach(key ->
                operations.add(new AlterConfigOp(new ConfigEntry(key, null), AlterConfigOp.OpType.DELETE)));
        return operations;
    }

    private <T> T called(String operation, Supplier<T> call) {
        return guard.call(operation, () -> {
            try {
                return call.get();
            } catch (RuntimeException e) {
                throw KafkaFailures.of(e);
            }
        });
    }

    private static <T> T answered(KafkaFuture<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
