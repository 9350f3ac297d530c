package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Marks;
import java.util.stream.Stream;

/** The resource has the types that its schema promises. It may not, when it was written through an older or looser schema. */
final class Readable implements Check {

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        if (service.getSpec() != null) {
            return Stream.empty();
        }
        String where = service.getMetadata().getAnnotations() == null
                ? "spec"
                : service.getMetadata().getAnnotations().getOrDefault(Marks.UNREADABLE, "spec");
        return Stream.of(new Problem(
                where,
                Severity.Error,
                Reason.Unreadable,
                where + " has a value of the wrong type and cannot be read",
                "correct the field and apply again; kubectl explain shopservice."
                        + where.replaceAll("\\[[0-9]+]", "") + " names its type"));
    }
}
