package io.shopfleet.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.shopfleet.api.v1alpha1.CommandStatus;
import io.shopfleet.api.v1alpha1.DependencyStatus;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.RevisionStatus;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.operator.fleet.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The schema bounds every text of the status; one that is longer would have the whole status refused. The whole stays within
 * 8 KiB, since every cache in the cluster holds it: what people need least goes first, and the rollout's position never.
 */
final class Bounds {
    static final int BYTES = 8 * 1024;

    private static final int MESSAGE = 1024;
    private static final int PATH = 512;
    private static final int BRIEF = 160;

    /** In this order, and only as far as it takes. */
    private static final List<UnaryOperator<ShopServiceStatus>> SHORTER = List.of(
            status -> with(status, status.conditions(), status.dependencies(), named(status), status.problems()),
            status -> with(status, status.conditions(), quiet(status), status.history(), status.problems()),
            status -> with(status, status.conditions(), status.dependencies(), status.history(), first(8, status.problems())),
            status -> with(status, status.conditions(), status.dependencies(), bare(status), brief(status)),
            status -> with(status, terse(status), troubled(status), bare(status), first(3, status.problems())),
            Bounds::withBriefWords);

    private Bounds() {}

    static String message(String text) {
        return cut(text, MESSAGE);
    }

    static Problem problem(Problem problem) {
        return problem(problem, MESSAGE);
    }

    static CommandStatus command(CommandStatus command) {
        return command(command, MESSAGE);
    }

    private static CommandStatus command(CommandStatus command, int limit) {
        return command == null
                ? null
                : new CommandStatus(
                        command.id(), command.command(), command.outcome(), command.revision(),
                        cut(command.message(), limit), command.at(), command.earlier());
    }

    static ShopServiceStatus fit(ShopServiceStatus status) {
        ShopServiceStatus fitting = status;
        for (UnaryOperator<ShopServiceStatus> shorter : SHORTER) {
            if (bytes(fitting) <= BYTES) {
                return fitting;
            }
            fitting = shorter.apply(fitting);
        }
        return fitting;
    }

    private static int bytes(ShopServiceStatus status) {
        return CanonicalJson.text(status).getBytes(StandardCharsets.UTF_8).length;
    }

    /** An edge that is in order needs no words. */
    private static List<DependencyStatus> quiet(ShopServiceStatus status) {
        return status.dependencies().stream()
                .map(edge -> edge.verdict() == Verdict.Ok ? said(edge, null) : edge)
                .toList();
    }

    /** What is kept to return to is known by these revisions, so none of them may go. */
    private static List<RevisionStatus> named(ShopServiceStatus status) {
        return status.history().stream()
                .map(kept -> new RevisionStatus(kept.revision(), kept.version(), null, null))
                .toList();
    }

    private static List<RevisionStatus> bare(ShopServiceStatus status) {
        return status.history().stream().map(kept -> new RevisionStatus(kept.revision(), null, null, null)).toList();
    }

    private static List<DependencyStatus> troubled(ShopServiceStatus status) {
        return first(4, status.dependencies().stream().filter(edge -> edge.verdict() != Verdict.Ok).toList());
    }

    private static DependencyStatus said(DependencyStatus edge, String message) {
        return new DependencyStatus(edge.name(), edge.target(), edge.verdict(), edge.reason(), message, edge.since());
    }

    private static List<Problem> brief(ShopServiceStatus status) {
        return status.problems().stream().map(problem -> problem(problem, BRIEF)).toList();
    }

    private static List<Condition> terse(ShopServiceStatus status) {
        return status.conditions().stream()
                .map(condition ->
                        new ConditionBuilder(condition).withMessage(cut(condition.getMessage(), BRIEF)).build())
                .toList();
    }

    private static Problem problem(Problem problem, int limit) {
        return new Problem(
                cut(problem.path(), PATH),
                problem.severity(),
                problem.reason(),
                cut(problem.message(), limit),
                cut(problem.hint(), limit));
    }

    private static <T> List<T> first(int number, List<T> items) {
        return items.stream().limit(number).toList();
    }

    private static ShopServiceStatus with(
            ShopServiceStatus status,
            List<Condition> conditions,
            List<DependencyStatus> dependencies,
            List<RevisionStatus> history,
            List<Problem> problems) {
        return with(status, status.waitingOn(), status.command(), conditions, dependencies, history, problems);
    }

    private static ShopServiceStatus withBriefWords(ShopServiceStatus status) {
        return with(
                status, cut(status.waitingOn(), BRIEF), command(status.command(), BRIEF), status.conditions(),
                status.dependencies(), status.history(), status.problems());
    }

    private static ShopServiceStatus with(
            ShopServiceStatus status,
            String waitingOn,
            CommandStatus command,
            List<Condition> conditions,
            List<DependencyStatus> dependencies,
            List<RevisionStatus> history,
            List<Problem> problems) {
        return new ShopServiceStatus(
                status.observedGeneration(), status.phase(), status.version(), status.weight(), status.replicas(),
                status.availableReplicas(), status.selector(), waitingOn, conditions, status.serving(),
                status.candidate(), status.failed(), status.rollback(), status.rollout(), command, dependencies,
                history, problems, status.pendingTemplateUpdate(), status.share());
    }

    private static String cut(String text, int limit) {
        return text == null || text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
    }
}
