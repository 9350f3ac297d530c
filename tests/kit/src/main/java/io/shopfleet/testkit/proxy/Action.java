package io.shopfleet.testkit.proxy;

import java.time.Duration;
import java.util.List;

/** What happens to a request that a rule catches. */
sealed interface Action {

    record Pass() implements Action {
    }

    record Delay(Duration time) implements Action {
    }

    /** The connection ends: before the server has heard the request, or with the first byte of its answer. */
    record Cut(boolean serverHears) implements Action {
    }

    record Freeze(Gate gate) implements Action {
    }

    /** The proxy answers, and the server hears nothing. */
    record Answer(int status, List<String> headers) implements Action {
    }
}
