package io.shopfleet.operator.preview;

import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.operator.preview.Preview.Action;
import io.shopfleet.operator.preview.Preview.Difference;
import io.shopfleet.operator.preview.Preview.ObjectChange;
import io.shopfleet.operator.preview.Preview.PodsPreview;
import io.shopfleet.operator.preview.Preview.Refusal;
import io.shopfleet.operator.preview.Preview.RevisionPreview;
import io.shopfleet.operator.preview.Preview.ServicePreview;
import io.shopfleet.operator.preview.Preview.StepPreview;
import java.util.List;
import java.util.Map;

/** A preview for people. Stable line by line, so that a review can compare two of them. */
public final class PlanText {
    /** Of one value; what is longer is cut. */
    private static final int LONGEST = 60;
    private static final int COLUMN = 13;
    private static final Map<Action, String> SIGNS = Map.of(Action.Create, "+", Action.Change, "~", Action.Delete, "-");

    private final Lines lines = new Lines();

    private PlanText() {}

    public static String of(Preview preview) {
        var plan = new PlanText();
        plan.lines.add("", "Live state: " + preview.cluster().words(), COLUMN - 1);
        plan.lines.add("");
        preview.refused().forEach(plan::refused);
        preview.unplanned().forEach(service -> {
            plan.lines.add("", "Not planned: " + service.service() + ", since something cannot be read", COLUMN);
            plan.lines.add("  ", service.because(), COLUMN);
            plan.lines.add("");
        });
        for (int i = 0; i < preview.services().size(); i++) {
            plan.service(i + 1, preview.services().get(i));
        }
        preview.notes().forEach(note -> {
            plan.lines.add("", "Note: " + note, 6);
            plan.lines.add("");
        });
        plan.summary(preview);
        return plan.lines.toString();
    }

    private void refused(Refusal refusal) {
        lines.add("", "Refused: " + refusal.place() + (refusal.object().isBlank() ? "" : ", " + refusal.object()), COLUMN);
        lines.add("  ", (refusal.path().isEmpty() ? "" : refusal.path() + ": ") + refusal.message(), COLUMN);
        lines.add("  ", "-> " + refusal.cure(), COLUMN);
        lines.add("");
    }

    private void service(int number, ServicePreview service) {
        lines.add("", number + ". " + service.service() + ": " + headline(service), COLUMN);
        field("file", service.place() == null ? "not in the folder; it changes through what is" : service.place());
        if (service.serving() != null) {
            field("serving", revision(service.serving()));
        }
        if (service.wanted() != null && !same(service)) {
            field("wanted", revision(service.wanted()) + (again(service) ? ", recorded before" : ""));
        }
        pods(service);
        service.unmet().forEach(edge -> field(
                edge.holds() ? "waits for" : "without",
                edge.dependency() + ": " + edge.message() + (edge.resolved() ? "; it comes up in this plan" : "")));
        service.problems().forEach(problem -> {
            field("problem", problem.severity() + " " + problem.reason() + " at " + problem.path() + ": " + problem.message());
            field("", "-> " + problem.hint());
        });
        section("objects", service.objects().isEmpty());
        service.objects().forEach(this::object);
        section("steps, if every pod becomes ready", service.steps().isEmpty());
        service.steps().forEach(step -> lines.add("     ", step(step), COLUMN));
        field("ends", service.end().name());
        lines.add("");
    }

    private static boolean same(ServicePreview service) {
        return service.serving() != null && id(service.serving()).equals(id(service.wanted()));
    }

    /** A revision that ran before, not just the one that serves with other credentials. */
    private static boolean again(ServicePreview service) {
        return service.wanted().recorded()
                && (service.serving() == null || !service.serving().revision().equals(service.wanted().revision()));
    }

    private static String headline(ServicePreview service) {
        if (!service.good()) {
            return "refused by a check";
        }
        if (service.waits()) {
            return "waits";
        }
        if (service.end() == Phase.Paused) {
            return "paused";
        }
        if (service.end() == Phase.Frozen) {
            return "waits until the freeze is over";
        }
        if (service.end() == Phase.Failed) {
            return "failed before, and is not tried again";
        }
        if (service.serving() == null) {
            return "new";
        }
        if (service.pods().restart()) {
            return service.serving().revision().equals(service.wanted().revision()) ? "new credentials" : "a new revision";
        }
        return service.objects().isEmpty() ? "nothing to do" : "changed in place";
    }

    private static String id(RevisionPreview revision) {
        return revision.revision() + (revision.epoch() == null ? "" : "-" + revision.epoch());
    }

    private static String revision(RevisionPreview revision) {
        return id(revision)
                + (revision.epoch() == null ? "" : " (epoch " + revision.epoch() + ")")
                + (revision.version() == null ? "" : ", version " + revision.version() + ", image " + revision.image());
    }

    private void pods(ServicePreview service) {
        PodsPreview pods = service.pods();
        String number = pods.now() == pods.then() ? Integer.toString(pods.then()) : pods.now() + " -> " + pods.then();
        if (pods.restart()) {
            field("pods", number + ", all restart because of");
        } else {
            field("pods", number + (service.serving() == null ? "" : ", none restarts")
                    + (pods.because().isEmpty() ? "" : "; to come because of"));
        }
        pods.because().forEach(difference -> lines.add(" ".repeat(COLUMN), difference(difference), COLUMN + 2));
    }

    static String difference(Difference difference) {
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
        lines.add("     ", SIGNS.get(change.action()) + " " + change.kind() + " " + change.name(), COLUMN);
        change.changes().forEach(difference -> lines.add("         ", difference(difference), COLUMN));
    }

    private static String step(StepPreview step) {
        return switch (step.move()) {
            case Migrate -> step.candidate() + " has its migrations done";
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
        lines.add("", "Plan: " + number(services.size(), "service") + "; objects: "
                + count(services, Action.Create) + " to create, "
                + count(services, Action.Change) + " to change, "
                + count(services, Action.Delete) + " to delete; "
                + services.stream().filter(service -> service.pods().restart()).count() + " with restarting pods, "
                + services.stream().filter(ServicePreview::waits).count() + " waiting, "
                + services.stream().filter(service -> !service.good()).count() + " refused by checks; "
                + number(preview.refused().size(), "refusal") + ", "
                + preview.unplanned().size() + " not planned.", 6);
    }

    private static String number(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static long count(List<ServicePreview> services, Action action) {
        return services.stream()
                .flatMap(service -> service.objects().stream())
                .filter(change -> change.action() == action)
                .count();
    }

    private void section(String title, boolean empty) {
        lines.add("   " + title + (empty ? ": none" : ""));
    }

    private void field(String name, String value) {
        lines.add("   " + name + " ".repeat(COLUMN - 3 - name.length()), value, COLUMN);
    }
}
