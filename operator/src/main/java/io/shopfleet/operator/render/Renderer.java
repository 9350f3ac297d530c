package io.shopfleet.operator.render;

import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.source.Copies;
import io.shopfleet.operator.source.Reference.Kind;
import io.shopfleet.operator.source.Use;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Renders the revision that the spec describes. What was recorded is never rendered again: a spec whose inputs equal
 * those of a live revision describes that revision, whatever version of the renderer made it.
 */
public final class Renderer {
    private Renderer() {}

    /** @param live what runs; the record of one that is wanted still is taken as it is */
    public static RevisionRecord wanted(
            ShopService service, ShopEnvironmentSpec environment, List<Contribution> edges, Fleet fleet, List<String> live) {
        ShopServiceSpec spec = service.getSpec();
        var copies = Copies.of(Use.all(spec, Kind.ConfigMap), fleet::keys);
        RevisionInputs inputs = RevisionInputs.of(spec, edges, environment, copies);
        Optional<RevisionRecord> same = live.stream()
                .flatMap(id -> fleet.record(id).stream())
                .filter(inputs::describe)
                .findFirst();
        String revision = inputs.revision(PodTemplate.renderer(spec));
        return same.or(() -> fleet.record(revision))
                .orElseGet(() -> render(service, environment, edges, inputs, revision, fleet, copies.keySet()));
    }

    private static RevisionRecord render(
            ShopService service,
            ShopEnvironmentSpec environment,
            List<Contribution> edges,
            RevisionInputs inputs,
            String revision,
            Fleet fleet,
            Set<String> copies) {
        Names names = Names.of(service);
        ShopServiceSpec spec = service.getSpec();
        PodVariables variables = PodVariables.of(
                names, revision, inputs.version(), RevisionInputs.telemetry(environment), edges, spec.env());
        PodVolumes volumes = PodVolumes.of(spec, names.ofRevision(revision), copies);
        return new RevisionRecord(
                revision,
                0,
                PodTemplate.renderer(spec),
                inputs.digest(),
                service.getMetadata().getGeneration(),
                inputs.version(),
                spec.image(),
                CanonicalJson.text(PodTemplate.of(names, revision, inputs.version(), spec, variables, volumes)),
                ConfigDocument.of(names, revision, inputs.version(), spec.config(), edges),
                CanonicalJson.text(spec.ports()),
                copied(spec, fleet),
                Use.all(spec, Kind.Secret).findAny().isPresent());
    }

    private static String copied(ShopServiceSpec spec, Fleet fleet) {
        boolean read = Use.all(spec, Kind.ConfigMap).allMatch(use -> fleet.contents().containsKey(use.reference()));
        return read
                ? CanonicalJson.text(Copies.of(
                        Use.all(spec, Kind.ConfigMap), reference -> fleet.contents().get(reference).values()))
                : RevisionRecord.UNREAD;
    }
}
