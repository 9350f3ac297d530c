package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import java.util.List;
import java.util.stream.Stream;

/** One thing that must hold before a revision is rendered. */
public interface Check {

    /** All checks, in the order in which people read about what is wrong. */
    List<Check> ALL = List.of(
            new KnownValues(), new EnvironmentExists(), new NamespaceAllowed(), new ImageAllowed(), new References());

    Stream<Problem> problems(ShopService service, Fleet fleet);

    /** Every problem of the service; only one when it cannot even be read. */
    static List<Problem> all(ShopService service, Fleet fleet) {
        List<Problem> unreadable = new Readable().problems(service, fleet).toList();
        return unreadable.isEmpty()
                ? ALL.stream().flatMap(check -> check.problems(service, fleet)).limit(32).toList()
                : unreadable;
    }
}
