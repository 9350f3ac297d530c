package io.shopfleet.operator.database;

import java.util.List;

/**
 * How to get from what is to what shall be.
 *
 * @param steps in their order; none where everything is as wanted
 * @param obstacles what the steps leave undone, and why
 */
public record DatabasePlan(List<Step> steps, List<Obstacle> obstacles) {

    /** Something that only a person can decide or mend. */
    public record Obstacle(Kind kind, String message) {}

    public enum Kind {
        /** A database of this name is there that the operator did not make. */
        Foreign,
        /** The database that was there is gone. */
        Vanished,
        /** Another database is there under the name. */
        Replaced,
        /** A drop was broken off and left something that can only be dropped. */
        Broken,
        /** A role is there that the operator did not make, with a name that it needs. */
        RoleTaken,
        /** The server lacks an extension. Nothing else waits for it. */
        ExtensionUnavailable
    }

    public DatabasePlan {
        steps = List.copyOf(steps);
        obstacles = List.copyOf(obstacles);
    }

    static DatabasePlan blocked(List<Obstacle> obstacles) {
        return new DatabasePlan(List.of(), obstacles);
    }
}
