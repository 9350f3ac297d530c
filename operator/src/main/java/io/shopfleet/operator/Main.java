package io.shopfleet.operator;

import io.javaoperatorsdk.operator.api.config.Utils;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the process begins. */
@QuarkusMain
public final class Main {
    private Main() {}

    /**
     * The SDK's own log context is switched off before the SDK loads: it takes the service's name away in mid-pass when an
     * event arrives during a write, so the reconciler keeps one of its own.
     */
    public static void main(String... args) {
        System.setProperty(Utils.USE_MDC_ENV_KEY, "false");
        Quarkus.run(args);
    }
}
