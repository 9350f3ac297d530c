package io.shopfleet.operator.cluster.outside;

import io.micrometer.core.instrument.MeterRegistry;
import io.shopfleet.operator.backend.Journal;
import org.jboss.logging.Logger;

/** One log line and one count per change outside. */
public final class LoggedJournal implements Journal {
    private static final Logger LOG = Logger.getLogger("io.shopfleet.operator.journal");

    private final MeterRegistry meters;

    public LoggedJournal(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void wrote(String system, String words) {
        LOG.infof("%s: %s", system, words);
        meters.counter("shopfleet.backend.writes", "system", system).increment();
    }
}
