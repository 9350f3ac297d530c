package io.shopfleet.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.MeterRegistry;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.fleet.Child;
import org.jboss.logging.Logger;

/** One log line and one count per change made to the cluster. The reconciler puts the service into the context of every line. */
public final class Journal {
    private static final Logger LOG = Logger.getLogger("io.shopfleet.operator.journal");

    private final MeterRegistry meters;

    public Journal(MeterRegistry meters) {
        this.meters = meters;
    }

    public void applied(HasMetadata object, FieldManager manager) {
        LOG.infof("applied %s %s as %s", object.getKind(), object.getMetadata().getName(), manager.id());
        count(object.getKind(), "apply");
    }

    void deleted(Child child) {
        LOG.infof("deleted %s", child.key());
        count(child.key().kind().name(), "delete");
    }

    public void deleted(HasMetadata object) {
        LOG.infof("deleted %s %s", object.getKind(), object.getMetadata().getName());
        count(object.getKind(), "delete");
    }

    private void count(String kind, String verb) {
        meters.counter("shopfleet.writes", "kind", kind, "verb", verb).increment();
    }
}
