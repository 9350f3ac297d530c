package io.shopfleet.operator;

import io.javaoperatorsdk.operator.api.config.Utils;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.shopfleet.operator.cluster.reading.Kubeconfig;
import io.shopfleet.operator.rehearsal.PlanCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where the process begins. */
@QuarkusMain
public final class Main {
    private Main() {}

    /**
     * The SDK's own log context is switched off before the SDK loads: it takes the service's name away in mid-pass when an
     * event arrives during a write, so the reconciler keeps one of its own.
     */
    public static void main(String... args) {
        if (args.length > 0 && args[0].equals(PlanCommand.NAME)) {
            System.exit(plan(List.of(args).subList(1, args.length)));
        }
        System.setProperty(Utils.USE_MDC_ENV_KEY, "false");
        Quarkus.run(args);
    }

    /** Before anything of the operator starts: a plan needs no lease and no port. */
    private static int plan(List<String> words) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        try {
            return new PlanCommand(out, err, new Kubeconfig()).run(words);
        } catch (RuntimeException e) {
            // Left to the runtime it would not end: the client's threads live on.
            err.println("error: a mistake in this program; please report it with what follows");
            e.printStackTrace(err);
            return PlanCommand.REFUSED;
        }
    }
}
