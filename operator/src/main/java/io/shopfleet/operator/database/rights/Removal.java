package io.shopfleet.operator.database.rights;

import io.shopfleet.operator.database.rights.DatabasePlan.Kind;
import io.shopfleet.operator.database.rights.DatabasePlan.Obstacle;
import java.util.ArrayList;
import java.util.List;

/** The end of a database and of all roles that were made for it. */
public final class Removal {

    /**
     * @param id of the database that was made or taken over; another one stays
     * @param force ends the sessions that are open in it; without, they keep it from being dropped
     */
    public DatabasePlan plan(DatabaseNames names, Seen seen, String id, boolean force) {
        if (seen.database().isPresent() && !seen.id().equals(id)) {
            return DatabasePlan.blocked(List.of(new Obstacle(
                    Kind.Replaced, "the database " + names.database() + " is not the one that was made; it is not dropped")));
        }
        List<Seen.Role> roles = seen.made(names).toList();
        var steps = new ArrayList<Step>();
        roles.stream().filter(Seen.Role::login).map(Seen.Role::name).map(Step.CloseLogin::new).forEach(steps::add);
        if (seen.database().isPresent()) {
            steps.add(new Step.DropDatabase(names.database(), force));
        }
        roles.stream().map(Seen.Role::name).map(Step.DropRole::new).forEach(steps::add);
        return new DatabasePlan(steps, List.of());
    }
}
