package io.shopfleet.operator.adoption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.RevisionRecord.Adopted;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.rollout.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Deployment and the Service that were called like a service before there was one. */
public record Legacy(Deployment deployment, Optional<Service> service) {
    /** Stands where others name the version of the renderer that made them. */
    private static final String RENDERER = "none";

    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?";

    /** Empty where nothing runs that the service may take over. */
    public static Optional<Legacy> of(ShopService service, Fleet fleet) {
        return Marks.adopts(service)
                ? found(fleet, Deployment.class).map(deployment -> new Legacy(deployment, found(fleet, Service.class)))
                : Optional.empty();
    }

    static <T extends HasMetadata> Optional<T> found(Fleet fleet, Class<T> type) {
        return fleet.foreign().values().stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /**
     * Before anything serves that is the service's own. A candidate that nobody calls yet sets out again, if it is still wanted.
     * And as long as the Deployment is not marked, a change of it is no drift: it is recorded anew.
     */
    boolean comesBefore(Position at, Fleet fleet) {
        return at.serving().isEmpty()
                ? at.candidate().isEmpty() || service.isPresent()
                : fleet.adopted(at.serving().stream()).isPresent() && !at.serves(revision());
    }

    private String revision() {
        return CanonicalJson.digest(deployment.getSpec().getTemplate()).substring(0, 10);
    }

    public int replicas() {
        return Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
    }

    /** As a revision. One that was recorded before the operator ended stays as it was recorded. */
    RevisionRecord record(RevisionRecord rendered, boolean described, Fleet fleet) {
        var template = deployment.getSpec().getTemplate();
        String image = template.getSpec().getContainers().getFirst().getImage();
        return fleet.record(revision()).orElseGet(() -> new RevisionRecord(
                revision(),
                0,
                RENDERER,
                described ? rendered.inputs() : RENDERER,
                rendered.generation(),
                described ? rendered.version() : version(image),
                image,
                CanonicalJson.text(template),
                "{}",
                rendered.ports(),
                "{}",
                false,
                described ? rendered.migrations() : List.of(),
                Optional.of(new Adopted(
                        deployment.getMetadata().getName(),
                        CanonicalJson.text(deployment.getSpec().getSelector()),
                        new TreeMap<>(traffic())))));
    }

    /** Without a Service it is the pods themselves that tell how they are to be found. */
    private Map<String, String> traffic() {
        Map<String, String> pods = deployment.getSpec().getSelector().getMatchLabels();
        return service.map(old -> old.getSpec().getSelector())
                .or(() -> Optional.ofNullable(pods).filter(labels -> !labels.isEmpty()))
                .orElseGet(() -> deployment.getSpec().getTemplate().getMetadata().getLabels());
    }

    /** The image's tag, where it has one that a label may hold. */
    private static String version(String image) {
        String name = image.replaceFirst("@.*", "");
        int tag = name.indexOf(':', name.lastIndexOf('/') + 1);
        return Optional.of(name.substring(tag + 1)).filter(some -> tag > 0 && some.matches(LABEL)).orElse("unknown");
    }
}
