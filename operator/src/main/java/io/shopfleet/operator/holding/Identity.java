package io.shopfleet.operator.holding;

import io.shopfleet.api.v1alpha1.ExternalObject;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.operator.claim.ExternalName;
import java.util.Optional;

/** Whether what a resource stands for is still meant where it is looked for. */
public final class Identity {
    private Identity() {}

    public static Optional<Problem> problem(ExternalObject known, ExternalName name) {
        if (!name.server().equals(known.server())) {
            return Optional.of(new Problem("spec.environment", Severity.Error, Reason.WrongBackend,
                    "another server answers at the address of the environment than the one that holds it",
                    "correct the address in the environment; if the server was replaced on purpose, make another resource"));
        }
        return name.name().equals(known.name())
                ? Optional.empty()
                : Optional.of(new Problem("spec.environment", Severity.Error, Reason.NotSupported,
                        "it was made as " + known.name() + ", and would be called " + name.name() + " now; nothing is renamed",
                        "put the prefix of the environment back, or make another resource"));
    }
}
