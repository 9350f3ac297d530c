package io.shopfleet.operator.plan;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.adoption.Adoption;
import io.shopfleet.operator.adoption.Request;
import io.shopfleet.operator.adoption.Successor;
import io.shopfleet.operator.check.Check;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.render.Renderer;
import io.shopfleet.operator.render.Renderer.Described;
import io.shopfleet.operator.rollout.Position;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What there is to make for.
 *
 * @param problems what is wrong, and where
 * @param described what the spec describes; empty where it cannot be rendered, or must not set out
 * @param first what ran before there was a service, and becomes its first revision now
 */
record Prospect(List<Problem> problems, Optional<Described> described, Optional<RevisionRecord> first) {

    static Prospect of(ShopService service, Position at, List<Contribution> edges, Fleet fleet) {
        List<Problem> checks = Check.all(service, fleet);
        Stream<Problem> conflicts = Check.passed(checks) ? Adoption.conflicts(service, at, fleet) : Stream.empty();
        List<Problem> problems =
                Stream.of(checks.stream(), Request.problems(service), conflicts).flatMap(some -> some).toList();
        Optional<Described> described = Check.passed(problems) ? described(service, at, edges, fleet) : Optional.empty();
        List<Problem> held = described.map(Described::record).stream()
                .flatMap(record -> Successor.problems(record, at, fleet))
                .toList();
        Optional<RevisionRecord> first = described.map(Described::record)
                .flatMap(record -> Adoption.first(service, at, record, edges, fleet));
        return new Prospect(
                Stream.concat(problems.stream(), held.stream()).toList(),
                held.isEmpty() ? described.map(rendered -> same(first, rendered)) : Optional.empty(),
                first);
    }

    /** A revision that is remembered is the described one whatever renderer made it, so an upgrade tries none again. */
    private static Optional<Described> described(ShopService service, Position at, List<Contribution> edges, Fleet fleet) {
        List<String> known = Stream.concat(at.candidate().stream(), Inventory.remembered(at)).toList();
        return fleet.environment().value()
                .map(environment -> Renderer.wanted(service, environment, edges, fleet, at.serving(), known));
    }

    private static Described same(Optional<RevisionRecord> first, Described rendered) {
        return first.filter(record -> record.inputs().equals(rendered.record().inputs()))
                .map(record -> new Described(record, false))
                .orElse(rendered);
    }
}
