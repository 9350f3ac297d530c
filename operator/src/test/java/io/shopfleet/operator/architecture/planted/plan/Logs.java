package io.shopfleet.operator.architecture.planted.plan;

import org.jboss.logging.Logger;

/** Planted: a pure package that logs. */
public final class Logs {
    private static final Logger LOG = Logger.getLogger(Logs.class);

    private Logs() {}

    public static void decide() {
        LOG.info("decided");
    }
}
