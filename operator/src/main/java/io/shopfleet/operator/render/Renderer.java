package io.shopfleet.operator.render;

import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.migration.Migration;
import io.shopfleet.operator.source.Copies;
import io.shopfleet.operator.source.Reference.Kind;
import io.shopfleet.operator.source.Use;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Renders the revision that the spec describes. What was recorded is never rendered again: a spec whose inputs equal
 * those of a live revision describes that revision, whatever version of the renderer made it.
 */
public final class Renderer {
    private Renderer() {}

    /**
     * What the spec describes.
     *
     * @param outdated what serves differs from it in nothing but the renderer that made it
     */
    public record Described(RevisionRecord record, boolean outdated) {}

    /**
     * @param serving what has the traffic
     * @param known what else runs or is remembered; a record that the spec still describes is taken as it is, until it is the
     *     service's turn to take the template of the current renderer
     */
    public static Described wanted(
            ShopService service,
            ShopEnvironmentSpec environment,
            List<Contribution> edges,
            Fleet fleet,
            Optional<String> serving,
            List<String> known) {
        ShopServiceSpec spec = service.getSpec();
        var copies = Copies.of(Use.all(spec, Kind.ConfigMap), fleet::keys);
        RevisionInputs inputs = RevisionInputs.of(spec, edges, environment, copies);
        String renderer = PodTemplate.renderer(spec, edges);
        Predicate<RevisionRecord> current = record -> record.renderer().equals(renderer) || record.adopted().isPresent();
        Optional<RevisionRecord> same = Stream.concat(serving.stream(), known.stream())
                .flatMap(id -> fleet.record(id).stream())
                .filter(inputs::describe)
                .filter(record -> !fleet.upgrading() || current.test(record))
                .findFirst();
        String revision = inputs.revision(renderer);
        return new Described(
                same.or(() -> fleet.record(revision))
                        .orElseGet(() -> render(service, environment, edges, inputs, revision, fleet, copies.keySet())),
                serving.flatMap(fleet::record).filter(inputs::describe).filter(current.negate()).isPresent());
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
        PodVolumes volumes = PodVolumes.of(spec, names.ofRevision(revision), copies, edges);
        return new RevisionRecord(
                revision,
                0,
                PodTemplate.renderer(spec, edges),
                inputs.digest(),
                service.getMetadata().getGeneration(),
                inputs.version(),
                spec.image(),
                CanonicalJson.text(PodTemplate.of(names, revision, inputs.version(), spec, variables, volumes)),
                ConfigDocument.of(names, revision, inputs.version(), spec.config(), edges),
                CanonicalJson.text(spec.ports()),
                copied(spec, fleet),
                edges.stream().anyMatch(edge -> edge.secret().isPresent())
                        || Use.all(spec, Kind.Secret).findAny().isPresent(),
                Migration.all(names.service(), spec),
                Optional.empty());
    }

    private static String copied(ShopServiceSpec spec, Fleet fleet) {
        boolean read = Use.all(spec, Kind.ConfigMap).allMatch(use -> fleet.contents().containsKey(use.reference()));
        return read
                ? CanonicalJson.text(Copies.of(
                        Use.all(spec, Kind.ConfigMap), reference -> fleet.contents().get(reference).values()))
                : RevisionRecord.UNREAD;
    }
}
