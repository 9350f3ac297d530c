package io.shopfleet.operator.topic;

import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.TopicAccess;
import io.shopfleet.operator.consumer.Consumer;
import io.shopfleet.operator.holding.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Accounts of services at one topic. A service has one account for all its topics. Whom the operator never let in is none of
 * its business: tools of the platform keep what they may do.
 */
final class TopicAccounts {
    /** Before the name of an account in a claim. */
    private static final String MARK = "access:";

    private TopicAccounts() {}

    static String mark(Consumer consumer) {
        return MARK + consumer.principal();
    }

    /** A team names groups without its namespace, which keeps it out of the groups of others. */
    static String group(Dependency edge, Consumer consumer) {
        String own = edge.topic().group();
        return consumer.namespace() + "." + (own == null ? consumer.service() : own);
    }

    static List<Step> steps(String topic, SeenAccess seen, ShopClaimSpec claim, List<Consumer> consumers) {
        var steps = new ArrayList<Step>();
        consumers.forEach(consumer -> steps.addAll(admit(topic, seen, consumer)));
        var wanted = consumers.stream().map(Consumer::principal).toList();
        claim.configured().stream()
                .filter(entry -> entry.startsWith(MARK))
                .map(entry -> entry.substring(MARK.length()))
                .filter(account -> !wanted.contains(account))
                .forEach(account -> steps.addAll(dismiss(topic, seen, account)));
        return steps;
    }

    private static List<Step> admit(String topic, SeenAccess seen, Consumer consumer) {
        String account = consumer.principal();
        var steps = new ArrayList<Step>();
        if (!consumer.applied() || !seen.accounts().contains(account)) {
            steps.add(new TopicStep.OpenAccount(topic, account));
        }
        SortedSet<String> wanted = operations(consumer);
        SortedSet<String> there = seen.operations(account, topic);
        SortedSet<String> missing = without(wanted, there);
        SortedSet<String> excess = without(there, wanted);
        if (!missing.isEmpty()) {
            steps.add(new TopicStep.Allow(topic, account, missing));
        }
        if (!excess.isEmpty()) {
            steps.add(new TopicStep.Forbid(topic, account, excess));
        }
        consumer.edges().stream()
                .filter(edge -> edge.topic().access().covers(TopicAccess.Read))
                .map(edge -> group(edge, consumer))
                .distinct()
                .filter(group -> !seen.hasGroup(account, group))
                .forEach(group -> steps.add(new TopicStep.AllowGroup(topic, account, group)));
        return steps;
    }

    /** An account without any right is a closed one, so its rights go last and a crash before that repeats the whole. */
    private static List<Step> dismiss(String topic, SeenAccess seen, String account) {
        SortedSet<String> there = seen.operations(account, topic);
        if (seen.isUsedBeside(account, topic)) {
            return there.isEmpty() ? List.of() : List.of(new TopicStep.Forbid(topic, account, there));
        }
        return there.isEmpty() && !seen.hasGroups(account) ? List.of() : List.of(new TopicStep.CloseAccount(topic, account));
    }

    private static SortedSet<String> operations(Consumer consumer) {
        var operations = new TreeSet<>(List.of("DESCRIBE"));
        consumer.edges().stream()
                .map(edge -> edge.topic().access())
                .flatMap(access -> Stream.of(TopicAccess.Read, TopicAccess.Write).filter(access::covers))
                .forEach(access -> operations.add(access == TopicAccess.Read ? "READ" : "WRITE"));
        return operations;
    }

    private static SortedSet<String> without(SortedSet<String> some, SortedSet<String> others) {
        var rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }
}
