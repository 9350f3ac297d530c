package io.shopfleet.operator.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shopfleet.operator.offline.Folder;
import io.shopfleet.operator.offline.UnusableInput;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line {@code plan FOLDER}: from words to an exit code, without a cluster. */
public final class PlanCommand {
    public static final String NAME = "plan";
    private static final int GOOD = 0;
    private static final int PROBLEMS = 1;
    private static final int UNUSABLE = 2;

    private static final String USAGE = """
            usage: plan FOLDER [--output text|json] [--namespace NAME]

            Prints what the operator would do for the YAML files in a folder. Nothing is done and no cluster is asked.
              --output     text for people, json for programs; default: text
              --namespace  of objects that name none; default: default
            Exit code: 0 nothing is wrong, 1 something is refused or a service does not get there, 2 unusable input.
            """;

    private record Words(Path folder, boolean json, String namespace) {}

    private final PrintStream out;
    private final PrintStream err;

    public PlanCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Answers the exit code. */
    public int run(List<String> arguments) {
        if (arguments.contains("--help")) {
            out.print(USAGE);
            return GOOD;
        }
        try {
            Words words = read(arguments);
            Preview preview = Previewer.preview(Folder.read(words.folder(), words.namespace()));
            out.print(words.json() ? json(preview) : PlanText.of(preview));
            return preview.good() ? GOOD : PROBLEMS;
        } catch (UnusableInput e) {
            err.println("error: " + e.getMessage());
            return UNUSABLE;
        }
    }

    private static Words read(List<String> arguments) throws UnusableInput {
        var rest = new ArrayList<>(arguments);
        String output = option(rest, "--output", "text");
        String namespace = option(rest, "--namespace", "default");
        if (!List.of("text", "json").contains(output)) {
            throw new UnusableInput("--output is text or json, not " + output);
        }
        if (rest.size() != 1 || rest.getFirst().startsWith("-")) {
            throw new UnusableInput("one folder is needed\n" + USAGE.lines().findFirst().orElseThrow());
        }
        return new Words(Path.of(rest.getFirst()), output.equals("json"), namespace);
    }

    private static String option(List<String> words, String name, String otherwise) throws UnusableInput {
        int at = words.indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        if (at + 1 == words.size()) {
            throw new UnusableInput(name + " needs a value");
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
