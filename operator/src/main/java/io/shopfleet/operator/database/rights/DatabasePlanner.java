package io.shopfleet.operator.database.rights;

import io.shopfleet.operator.database.rights.DatabasePlan.Kind;
import io.shopfleet.operator.database.rights.DatabasePlan.Obstacle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * From what a database shall be and what was seen of it to the steps between them. Whatever part of the steps was made before
 * something broke, the next plan begins there. Logins are planned by {@link LoginPlanner}.
 */
public final class DatabasePlanner {

    public DatabasePlan plan(Wanted wanted, Seen seen) {
        DatabaseNames names = wanted.names();
        List<Obstacle> obstacles = Stream.concat(
                DatabasePlan.broken(names, seen).stream(), DatabasePlan.taken(names, wanted.roles(), seen)).toList();
        if (!obstacles.isEmpty()) {
            return DatabasePlan.blocked(obstacles);
        }
        var roles = new RoleSteps(names, seen);
        var privileges = new PrivilegeSteps(wanted, seen);
        var steps = new ArrayList<Step>();
        steps.addAll(roles.closing(wanted.roles()));
        steps.addAll(roles.making(wanted.roles()));
        steps.addAll(roles.removing(wanted.roles(), row -> names.isGroup(row.role()) && seen.isLogin(names, row.member())));
        steps.addAll(database(wanted, seen));
        steps.addAll(privileges.ofDatabase());
        steps.addAll(inside(wanted, seen));
        steps.addAll(privileges.inside());
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
        int now = seen.database().map(Seen.Database::connectionLimit).orElse(Wanted.UNLIMITED);
        wanted.connectionLimit()
                .filter(limit -> limit != now)
                .ifPresent(limit -> steps.add(new Step.LimitConnections(name, limit)));
        return steps;
    }

    private static List<Step> inside(Wanted wanted, Seen seen) {
        String schema = wanted.names().schema();
        String owner = wanted.names().group(Group.owner);
        var steps = new ArrayList<>(schema(schema, owner, seen));
        if (!wanted.extensions().isEmpty()) {
            steps.addAll(schema(DatabaseNames.EXTENSIONS, DatabaseNames.KEEPER, seen));
        }
        if (seen.inside().map(inside -> inside.others().getOrDefault(schema, 0)).orElse(0) > 0) {
            steps.add(new Step.OwnObjects(schema, owner));
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
}
