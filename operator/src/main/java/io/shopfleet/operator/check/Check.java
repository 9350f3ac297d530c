package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import java.util.List;
import java.util.stream.Stream;

/** One thing that must hold before a revision is rendered. */
public interface Check {

    /** All checks, in the order in which people read about what is wrong. */
    List<Check> ALL = List.of(
            new KnownValues(),
            new EnvironmentExists(),
            new NamespaceAllowed(),
            new ImageAllowed(),
            new WithinLimits(),
            new References(),
            new Copyable(),
            new EdgeTargets(),
            new CircularEdges());

    Stream<Problem> problems(ShopService service, Fleet fleet);

    /** A warning tells of something; only an error stops the new revision. */
    static boolean passed(List<Problem> problems) {
        return problems.stream().noneMatch(problem -> problem.severity() == Severity.Error);
    }

    /** Every problem of the service. In one that cannot be read or lacks what it must have, nothing else is looked at. */
    static List<Problem> all(ShopService service, Fleet fleet) {
        List<Problem> unusable = Stream.of(new Readable(), new RequiredFields())
                .flatMap(check -> check.problems(service, fleet))
                .toList();
        return (unusable.isEmpty() ? ALL.stream().flatMap(check -> check.problems(service, fleet)) : unusable.stream())
                .limit(32)
                .toList();
    }
}
