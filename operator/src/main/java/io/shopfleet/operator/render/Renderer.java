package io.shopfleet.operator.render;

import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.RevisionRecord;
import java.util.List;
import java.util.Optional;

/**
 * Renders the revision that the spec describes. What was recorded is never rendered again: a spec whose inputs equal
 * those of a live revision describes that revision, whatever version of the renderer made it.
 */
public final class Renderer {
    private Renderer() {}

    public static RevisionRecord wanted(
            ShopService service, ShopEnvironmentSpec environment, List<Contribution> edges, Fleet fleet, List<String> live) {
        RevisionInputs inputs = RevisionInputs.of(service.getSpec(), edges, environment);
        Optional<RevisionRecord> same = live.stream()
                .flatMap(revision -> fleet.record(revision).stream())
                .filter(record -> record.inputs().equals(inputs.digest()))
                .findFirst();
        String revision = inputs.revision(PodTemplate.RENDERER);
        return same.or(() -> fleet.record(revision))
                .orElseGet(() -> render(service, environment, edges, inputs, revision));
    }

    private static RevisionRecord render(
            ShopService service,
            ShopEnvironmentSpec environment,
            List<Contribution> edges,
            RevisionInputs inputs,
            String revision) {
        Names names = Names.of(service);
        ShopServiceSpec spec = service.getSpec();
        PodVariables variables = PodVariables.of(
                names, revision, inputs.version(), RevisionInputs.telemetry(environment), edges, spec.env());
        return new RevisionRecord(
                revision,
                0,
                PodTemplate.RENDERER,
                inputs.digest(),
                service.getMetadata().getGeneration(),
                inputs.version(),
                spec.image(),
                CanonicalJson.text(PodTemplate.of(names, revision, inputs.version(), spec, variables)),
                ConfigDocument.of(names, revision, inputs.version(), spec.config(), edges),
                CanonicalJson.text(spec.ports()));
    }
}
