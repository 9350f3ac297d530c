package io.shopfleet.operator.preview;

import io.shopfleet.operator.offline.Finding;
import io.shopfleet.operator.preview.Preview.Action;
import io.shopfleet.operator.preview.Preview.Difference;
import io.shopfleet.operator.preview.Preview.ObjectChange;
import io.shopfleet.operator.preview.Preview.PodsPreview;
import io.shopfleet.operator.preview.Preview.RevisionPreview;
import io.shopfleet.operator.preview.Preview.ServicePreview;
import io.shopfleet.operator.preview.Preview.StepPreview;
import java.util.List;
import java.util.Map;

/** A preview for people. Stable line by line, so that a review can compare two of them. */
final class PlanText {
    private static final int LONGEST = 100;
    private static final Map<Action, String> SIGNS = Map.of(Action.Create, "+", Action.Change, "~", Action.Delete, "-");

    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    static String of(Preview preview) {
        var plan = new PlanText();
        preview.refused().forEach(plan::refused);
        for (int i = 0; i < preview.services().size(); i++) {
            plan.service(i + 1, preview.services().get(i));
        }
        preview.notes().forEach(note -> plan.line("Note: " + note));
        plan.summary(preview);
        return plan.text.toString();
    }

    private void refused(Finding finding) {
        line("Refused: " + finding.object() + " in " + finding.file());
        line("  " + (finding.path().isEmpty() ? "" : finding.path() + ": ") + finding.message());
        line("");
    }

    private void service(int number, ServicePreview service) {
        line(number + ". " + service.service() + ": " + headline(service));
        field("file", service.file());
        if (service.serving() != null) {
            field("serving", revision(service.serving()));
        }
        if (service.revision() != null && !same(service)) {
            field("wanted", revision(service.revision()) + (service.revision().recorded() ? ", recorded before" : ""));
        }
        pods(service);
        service.unmet().forEach(edge -> field(
                edge.holds() ? "waits for" : "without",
                edge.dependency() + ": " + edge.message() + (edge.resolved() ? "; it comes up in this plan" : "")));
        service.problems().forEach(problem -> {
            field("problem", problem.severity() + " " + problem.reason() + " at " + problem.path() + ": " + problem.message());
            field("", problem.hint());
        });
        section("objects", service.objects().isEmpty());
        service.objects().forEach(this::object);
        section("steps, if every pod becomes ready", service.steps().isEmpty());
        service.steps().forEach(step -> line("     " + step(step)));
        field("ends", service.end() + (service.outcome().name().equals("Complete") ? "" : " (" + service.outcome() + " plan)"));
        line("");
    }

    private static boolean same(ServicePreview service) {
        return service.serving() != null && service.serving().revision().equals(service.revision().revision());
    }

    private static String headline(ServicePreview service) {
        if (!service.good()) {
            return "does not get where its spec wants it";
        }
        if (service.serving() == null) {
            return "new";
        }
        if (service.pods().restart()) {
            return "a new revision";
        }
        return service.objects().isEmpty() ? "nothing to do" : "changed in place";
    }

    private static String revision(RevisionPreview revision) {
        return revision.revision()
                + (revision.version() == null ? "" : ", version " + revision.version() + ", image " + revision.image());
    }

    private void pods(ServicePreview service) {
        PodsPreview pods = service.pods();
        String number = pods.now() == pods.then() ? Integer.toString(pods.then()) : pods.now() + " -> " + pods.then();
        if (pods.restart()) {
            field("pods", number + ", all restart because of");
        } else {
            field("pods", number + (service.serving() == null ? "" : ", none restarts")
                    + (pods.because().isEmpty() ? "" : "; a new revision is wanted because of"));
        }
        pods.because().forEach(difference -> line("             " + difference(difference)));
    }

    private static String difference(Difference difference) {
        if (difference.before() == null && difference.after() == null) {
            return difference.what();
        }
        if (difference.before() == null) {
            return difference.what() + ": added, " + value(difference.after());
        }
        return difference.after() == null
                ? difference.what() + ": removed, was " + value(difference.before())
                : difference.what() + ": " + value(difference.before()) + " -> " + value(difference.after());
    }

    private static String value(String value) {
        String line = value.replace("\n", "\\n");
        return line.isEmpty() ? "\"\"" : line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
    }

    private void object(ObjectChange change) {
        line("     " + SIGNS.get(change.action()) + " " + change.kind() + " " + change.name());
        change.changes().forEach(difference -> line("         " + difference(difference)));
    }

    private static String step(StepPreview step) {
        return switch (step.move()) {
            case Promote -> step.candidate() + " serves";
            case Drop -> step.candidate() + " is taken back";
            case Step -> step.candidate() + " gets " + pods(step.candidatePods())
                    + (step.servingPods() == 0 ? "" : " beside " + step.servingPods() + ", " + step.weight() + " % of the traffic");
        };
    }

    private static String pods(int number) {
        return number + (number == 1 ? " pod" : " pods");
    }

    private void summary(Preview preview) {
        List<ServicePreview> services = preview.services();
        line(services.size() + (services.size() == 1 ? " service" : " services")
                + "; objects: " + count(services, Action.Create) + " to create, "
                + count(services, Action.Change) + " to change, "
                + count(services, Action.Delete) + " to delete; "
                + services.stream().filter(service -> service.pods().restart()).count() + " with restarting pods, "
                + services.stream().filter(service -> !service.good()).count() + " in trouble, "
                + preview.refused().size() + " refusals.");
    }

    private static long count(List<ServicePreview> services, Action action) {
        return services.stream()
                .flatMap(service -> service.objects().stream())
                .filter(change -> change.action() == action)
                .count();
    }

    private void section(String title, boolean empty) {
        line("   " + title + (empty ? ": none" : ""));
    }

    private void field(String name, String value) {
        line("   " + name + " ".repeat(10 - name.length()) + value);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
