package io.shopfleet.operator.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shopfleet.operator.cluster.reading.Reading;
import io.shopfleet.operator.cluster.reading.Target;
import io.shopfleet.operator.cluster.reading.Unreadable;
import io.shopfleet.operator.manifest.Admission;
import io.shopfleet.operator.manifest.Folder;
import io.shopfleet.operator.preview.PlanText;
import io.shopfleet.operator.preview.Preview;
import io.shopfleet.operator.preview.Preview.Basis;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line {@code plan FOLDER}: from words to an exit code. */
public final class PlanCommand {
    public static final String NAME = "plan";
    /** The exit code when something is refused or went wrong. */
    public static final int REFUSED = 1;
    private static final int GOOD = 0;
    private static final int USAGE = 2;

    private static final String HELP = """
            usage: plan FOLDER [--offline] [--output text|json] [--namespace NAME]

            Prints what the operator would do if the YAML files in a folder were applied to the cluster of the
            current kubeconfig context. Nothing is written, neither to the cluster nor to files.
              --offline    asks no cluster: plans as if it were empty
              --output     text for people, json for programs; default: text
              --namespace  of objects that name none; default: that of the context, else default
            Exit code: 0 planned and nothing refused, 1 something is refused or cannot be read, 2 wrong usage.
            """;

    private record Words(Path folder, boolean offline, boolean json, String namespace) {}

    private static final class WrongUsage extends Exception {
        private static final long serialVersionUID = 1;

        WrongUsage(String message) {
            super(message);
        }
    }

    private final PrintStream out;
    private final PrintStream err;
    private final Target target;

    public PlanCommand(PrintStream out, PrintStream err, Target target) {
        this.out = out;
        this.err = err;
        this.target = target;
    }

    /** Answers the exit code. */
    public int run(List<String> arguments) {
        if (arguments.contains("--help")) {
            out.print(HELP);
            return GOOD;
        }
        try {
            Words words = read(arguments);
            Preview preview = preview(words);
            out.print(words.json() ? json(preview) : PlanText.of(preview));
            return preview.good() ? GOOD : REFUSED;
        } catch (WrongUsage e) {
            err.println("error: " + e.getMessage());
            return USAGE;
        } catch (IOException e) {
            err.println("error: the folder cannot be read: " + e.getMessage());
            return REFUSED;
        } catch (Unreadable e) {
            err.println("error: " + e.getMessage());
            return REFUSED;
        }
    }

    private Preview preview(Words words) throws IOException {
        String namespace = words.namespace().isEmpty() ? target.namespace() : words.namespace();
        var folder = Admission.of(Folder.read(words.folder()), namespace);
        Start start = start(words.offline());
        try (Reading live = start.live()) {
            return Previewer.preview(live, start.basis(), folder);
        }
    }

    /** What a plan starts from. */
    private record Start(Reading live, Basis basis) {}

    private Start start(boolean offline) {
        if (offline || !target.known()) {
            String why = offline ? "--offline" : "no kubeconfig context";
            return new Start(Reading.NOTHING, new Basis("none (" + why + "): planned as if the cluster were empty", true));
        }
        try {
            return new Start(target.open(), new Basis("read from " + target.name(), true));
        } catch (Unreadable e) {
            return new Start(Reading.NOTHING, new Basis(
                    target.name() + " cannot be read: " + e.getMessage() + "; planned as if it were empty", false));
        }
    }

    private static Words read(List<String> arguments) throws WrongUsage {
        var rest = new ArrayList<>(arguments);
        boolean offline = rest.remove("--offline");
        String output = option(rest, "--output", "text");
        String namespace = option(rest, "--namespace", "");
        if (!List.of("text", "json").contains(output)) {
            throw new WrongUsage("--output is text or json, not " + output);
        }
        if (rest.size() != 1 || rest.getFirst().isBlank() || rest.getFirst().startsWith("-")) {
            throw new WrongUsage("one folder is needed\n" + HELP.lines().findFirst().orElseThrow());
        }
        if (!Files.isDirectory(Path.of(rest.getFirst()))) {
            throw new WrongUsage("there is no folder " + rest.getFirst());
        }
        return new Words(Path.of(rest.getFirst()), offline, output.equals("json"), namespace);
    }

    private static String option(List<String> words, String name, String otherwise) throws WrongUsage {
        int at = words.indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        if (at + 1 == words.size()) {
            throw new WrongUsage(name + " needs a value");
        }
        words.remove(at);
        return words.remove(at);
    }

    private static String json(Preview preview) {
        try {
            return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(preview) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a preview holds nothing but records, lists and text", e);
        }
    }
}
