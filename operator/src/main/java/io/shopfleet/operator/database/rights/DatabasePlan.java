package io.shopfleet.operator.database.rights;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        /** It is another database than the one that was made. */
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

    /** Something is in the way of all steps. */
    public boolean isBlocked() {
        return obstacles.stream().anyMatch(obstacle -> obstacle.kind() != Kind.ExtensionUnavailable);
    }

    static DatabasePlan blocked(List<Obstacle> obstacles) {
        return new DatabasePlan(List.of(), obstacles);
    }

    static Optional<Obstacle> broken(DatabaseNames names, Seen seen) {
        return seen.database().filter(there -> !there.whole()).map(there -> new Obstacle(
                Kind.Broken, "dropping the database " + names.database() + " was broken off; the rest of it can only be dropped"));
    }

    /** Those of these roles that somebody else made. */
    static Stream<Obstacle> taken(DatabaseNames names, List<String> roles, Seen seen) {
        return roles.stream()
                .flatMap(role -> Stream.ofNullable(seen.roles().get(role)))
                .filter(role -> !role.mark().equals(Optional.of(names.markOf(role.name()))))
                .map(role -> new Obstacle(
                        Kind.RoleTaken, "the role " + role.name() + " exists and was not made by Shopfleet for this database"));
    }
}
