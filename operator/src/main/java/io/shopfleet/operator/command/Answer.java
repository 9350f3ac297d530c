package io.shopfleet.operator.command;

import io.shopfleet.operator.rollout.Position;
import java.util.Optional;

/** What a command comes to. */
sealed interface Answer {

    /**
     * It is taken up.
     *
     * @param next the position to record with it
     * @param revision what shall serve by it; empty when recording the position is all there is to do
     * @param message what is done about it
     */
    record Accepted(Position next, Optional<String> revision, String message) implements Answer {}

    /** Nothing is done about it. */
    record Refused(String message) implements Answer {}
}
