package io.shopfleet.operator.database;

import io.shopfleet.operator.database.DatabasePlan.Kind;
import io.shopfleet.operator.database.DatabasePlan.Obstacle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of a database and of all roles that were made for it. What it cannot tell to be the right one stays. */
public final class Removal {

    /**
     * @param known by which the server knows the database that was made or taken over; empty if none was yet
     * @param force ends the sessions that are open in it; without, they keep it from being dropped
     */
    public DatabasePlan plan(DatabaseNames names, Seen seen, Optional<Long> known, boolean force) {
        Optional<Obstacle> obstacle = seen.database().flatMap(there -> wrong(names, there, known));
        if (obstacle.isPresent()) {
            return DatabasePlan.blocked(List.of(obstacle.get()));
        }
        List<SeenRole> roles = RoleSteps.marked(names, seen).toList();
        var steps = new ArrayList<Step>();
        roles.stream().filter(SeenRole::login).map(SeenRole::name).map(Step.CloseLogin::new).forEach(steps::add);
        if (seen.database().isPresent()) {
            steps.add(new Step.DropDatabase(names.database(), force));
        }
        roles.stream().map(SeenRole::name).map(Step.DropRole::new).forEach(steps::add);
        return new DatabasePlan(steps, List.of());
    }

    private static Optional<Obstacle> wrong(DatabaseNames names, Seen.Database there, Optional<Long> known) {
        boolean right = known.map(id -> id == there.id()).orElse(there.owner().equals(DatabaseNames.KEEPER));
        return right ? Optional.empty() : Optional.of(new Obstacle(known.isPresent() ? Kind.Replaced : Kind.Foreign,
                "the database " + names.database() + " is not the one that was made; it is not dropped"));
    }
}
