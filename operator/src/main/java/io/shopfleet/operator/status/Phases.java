package io.shopfleet.operator.status;

import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.operator.status.Situation.Movement;

/** The one word that people see first. */
final class Phases {
    private Phases() {}

    static Phase of(Situation situation) {
        if (situation.paused()) {
            return Phase.Paused;
        }
        if (situation.movement() == Movement.Back) {
            return Phase.Returning;
        }
        if (situation.failure().isPresent() || situation.obstacle().isPresent()) {
            return Phase.Failed;
        }
        if (situation.broken().isPresent()) {
            return Phase.Blocked;
        }
        if (situation.movement() == Movement.Forward) {
            return Phase.Progressing;
        }
        if (situation.promoted()) {
            return Phase.Running;
        }
        return situation.holding().isPresent() || situation.hold().isPresent() ? Phase.Waiting : Phase.Pending;
    }
}
