package io.shopfleet.operator.adoption;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Marks;
import java.util.Optional;
import java.util.stream.Stream;

/** The annotation by which a team asks for what nobody owns. */
public final class Request {
    static final String PATH = "metadata.annotations[" + Marks.ADOPT + "]";

    private Request() {}

    /** Whoever writes yes or True means something by it, and shall not wonder why nothing happens. */
    public static Stream<Problem> problems(ShopService service) {
        return Stream.ofNullable(service.getMetadata().getAnnotations())
                .flatMap(annotations -> Optional.ofNullable(annotations.get(Marks.ADOPT)).stream())
                .filter(value -> !value.equals("true"))
                .map(value -> new Problem(
                        PATH,
                        Severity.Warning,
                        Reason.InvalidValue,
                        "the annotation " + Marks.ADOPT + " holds a value other than \"true\"; nothing is taken over",
                        "write " + Marks.ADOPT + ": \"true\", or remove the annotation"));
    }
}
