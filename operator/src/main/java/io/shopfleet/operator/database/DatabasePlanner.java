package io.shopfleet.operator.database;

import io.shopfleet.operator.database.DatabasePlan.Kind;
import io.shopfleet.operator.database.DatabasePlan.Obstacle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * From what is wanted and what was seen to the steps between them. Whatever part of the steps was made before something broke,
 * the next plan begins there.
 */
public final class DatabasePlanner {
    private static final int UNLIMITED = -1;

    /** @param lockedOut logins that their password does not let in */
    public DatabasePlan plan(Wanted wanted, Seen seen, Set<String> lockedOut) {
        List<Obstacle> obstacles = obstacles(wanted, seen);
        if (!obstacles.isEmpty()) {
            return DatabasePlan.blocked(obstacles);
        }
        var roles = new RoleSteps(wanted, seen);
        var privileges = new PrivilegeSteps(wanted, seen);
        var steps = new ArrayList<Step>();
        steps.addAll(roles.closing());
        steps.addAll(roles.making());
        steps.addAll(roles.members());
        steps.addAll(database(wanted, seen));
        steps.addAll(privileges.ofDatabase());
        steps.addAll(roles.configuring());
        steps.addAll(schema(wanted.names().schema(), wanted.names().group(Group.owner), seen));
        if (!wanted.extensions().isEmpty()) {
            steps.addAll(schema(DatabaseNames.EXTENSIONS, DatabaseNames.KEEPER, seen));
        }
        if (seen.inside().map(inside -> inside.strangers() > 0).orElse(false)) {
            steps.add(new Step.OwnObjects(wanted.names().schema(), wanted.names().group(Group.owner)));
        }
        steps.addAll(privileges.inside());
        steps.addAll(roles.opening(lockedOut));
        steps.addAll(roles.dropping());
        missing(wanted, seen).filter(seen.available()::contains).map(Step.CreateExtension::new).forEach(steps::add);
        return new DatabasePlan(steps, missing(wanted, seen)
                .filter(extension -> !seen.available().contains(extension))
                .map(extension -> new Obstacle(Kind.ExtensionUnavailable, "the server has no extension " + extension))
                .toList());
    }

    private static Stream<String> missing(Wanted wanted, Seen seen) {
        Set<String> there = seen.inside().map(Seen.Inside::extensions).orElse(Set.of());
        return wanted.extensions().stream().filter(extension -> !there.contains(extension));
    }

    private static List<Step> database(Wanted wanted, Seen seen) {
        String name = wanted.names().database();
        var steps = new ArrayList<Step>();
        if (seen.database().isEmpty()) {
            steps.add(new Step.CreateDatabase(name));
        } else if (!seen.database().get().owner().equals(DatabaseNames.KEEPER)) {
            steps.add(new Step.OwnDatabase(name));
        }
        int limit = wanted.connectionLimit().orElse(UNLIMITED);
        if (seen.database().map(Seen.Database::connectionLimit).orElse(UNLIMITED) != limit) {
            steps.add(new Step.LimitConnections(name, limit));
        }
        return steps;
    }

    private static List<Step> schema(String schema, String owner, Seen seen) {
        Optional<String> now = seen.inside().map(inside -> inside.schemas().get(schema));
        if (now.isEmpty()) {
            return List.of(new Step.CreateSchema(schema, owner));
        }
        return now.get().equals(owner) ? List.of() : List.of(new Step.OwnSchema(schema, owner));
    }

    /** What forbids to touch anything. */
    private static List<Obstacle> obstacles(Wanted wanted, Seen seen) {
        return Stream.concat(
                        seen.database().map(there -> blocking(wanted, there)).orElseGet(() -> gone(wanted)).stream(),
                        taken(wanted, seen))
                .toList();
    }

    private static Optional<Obstacle> gone(Wanted wanted) {
        return wanted.terms().known().filter(id -> !wanted.terms().recreate()).map(id -> new Obstacle(
                Kind.Vanished, "the database " + wanted.names().database() + " was dropped by somebody else"));
    }

    private static Optional<Obstacle> blocking(Wanted wanted, Seen.Database there) {
        String name = wanted.names().database();
        Optional<Long> known = wanted.terms().known();
        if (!there.whole()) {
            return Optional.of(new Obstacle(Kind.Broken, "dropping the database " + name + " was broken off; what is left of it can "
                    + "only be dropped"));
        }
        if (wanted.terms().adopt()) {
            return Optional.empty();
        }
        if (known.isPresent()) {
            return known.filter(id -> id != there.id()).map(id -> new Obstacle(
                    Kind.Replaced, "the database " + name + " is another one than before"));
        }
        return there.owner().equals(DatabaseNames.KEEPER) ? Optional.empty() : Optional.of(new Obstacle(
                Kind.Foreign, "the database " + name + " exists and was not made by Shopfleet"));
    }

    private static Stream<Obstacle> taken(Wanted wanted, Seen seen) {
        return Stream.concat(Stream.of(DatabaseNames.KEEPER), wanted.roles().stream())
                .flatMap(role -> Stream.ofNullable(seen.roles().get(role)))
                .filter(role -> !role.mark().equals(Optional.of(wanted.names().mark(role.name()))))
                .map(role -> new Obstacle(Kind.RoleTaken, "the role " + role.name() + " exists and was not made by Shopfleet for this "
                        + "database"));
    }
}
