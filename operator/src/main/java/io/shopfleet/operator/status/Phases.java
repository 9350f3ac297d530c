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
        boolean withdrawn = situation.withdrawn().isPresent();
        if (situation.movement() == Movement.Back || withdrawn && situation.movement() == Movement.Forward) {
            return Phase.Returning;
        }
        if (situation.failure().isPresent() || situation.obstacle().isPresent()) {
            return Phase.Failed;
        }
        if (situation.broken().isPresent()) {
            return Phase.Blocked;
        }
        if (withdrawn) {
            return Phase.RolledBack;
        }
        if (situation.heldByFreeze()) {
            return Phase.Frozen;
        }
        if (situation.movement() == Movement.Forward) {
            return Phase.Progressing;
        }
        if (situation.promoted()) {
            return Phase.Running;
        }
        return situation.holding().isPresent() ? Phase.Waiting : Phase.Pending;
    }
}
