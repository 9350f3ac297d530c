package io.shopfleet.operator.cluster.telling;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.status.Happening;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Events as kubectl describe shows them. The name follows from what happened, so telling twice leaves one event. */
public final class Events {
    private static final Logger LOG = Logger.getLogger(Events.class);
    private static final String CONTROLLER = "shopfleet.io/operator";
    private static final int NOTE_LIMIT = 1024;
    private static final int TAKEN_ALREADY = 409;
    private static final int ATTEMPTS = 3;
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Events() {}

    /**
     * No pass tells of it again, and none fails for it. A connection may be closed just as a request goes out, which says
     * nothing about the server; the name makes it safe to send it again.
     */
    public static void tell(KubernetesClient client, HasMetadata about, Happening happening) {
        Event event = of(about, happening);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                client.resource(event).create();
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() == TAKEN_ALREADY) {
                    return;
                }
                boolean answered = e.getCode() > 0;
                if (answered || attempt == ATTEMPTS) {
                    LOG.warnf("event %s was not written: %s", happening.reason(), e.getMessage());
                    return;
                }
            }
        }
    }

    private static Event of(HasMetadata about, Happening happening) {
        var meta = about.getMetadata();
        String id = CanonicalJson.digest(List.of(meta.getUid(), happening.reason().name(), happening.key()));
        String note = happening.message();
        return new EventBuilder()
                .withNewMetadata()
                .withName(meta.getName() + "." + id)
                .withNamespace(meta.getNamespace())
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(Instant.now())))
                .withType(happening.warning() ? "Warning" : "Normal")
                .withReason(happening.reason().name())
                .withAction(happening.action())
                .withNote(note.length() > NOTE_LIMIT ? note.substring(0, NOTE_LIMIT - 1) + "…" : note)
                .withReportingController(CONTROLLER)
                .withReportingInstance(Optional.ofNullable(System.getenv("POD_NAME")).orElse("shopfleet"))
                .withNewRegarding()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withName(meta.getName())
                .withNamespace(meta.getNamespace())
                .withUid(meta.getUid())
                .endRegarding()
                .build();
    }
}
