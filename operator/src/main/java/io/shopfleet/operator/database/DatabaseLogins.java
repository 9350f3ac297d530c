package io.shopfleet.operator.database;

import io.shopfleet.api.v1alpha1.DatabaseAccess;
import io.shopfleet.operator.database.rights.DatabaseNames;
import io.shopfleet.operator.database.rights.Group;
import io.shopfleet.operator.database.rights.LoginPlanner;
import io.shopfleet.operator.database.rights.LoginPlanner.Login;
import io.shopfleet.operator.database.rights.Seen;
import io.shopfleet.operator.database.rights.Step;
import io.shopfleet.operator.consumer.Consumer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The logins of the services that have edges to a database. One that was made for it and is no service's any more goes. */
final class DatabaseLogins {
    private DatabaseLogins() {}

    static List<Step> steps(DatabaseNames names, Seen seen, List<Consumer> consumers) {
        var planner = new LoginPlanner();
        List<Login> logins = consumers.stream()
                .map(consumer -> new Login(role(names.database(), consumer), group(consumer), true))
                .toList();
        var strays = planner.strays(names, logins.stream().map(Login::role).collect(Collectors.toSet()), seen);
        var lockedOut = consumers.stream()
                .filter(consumer -> !consumer.applied())
                .map(consumer -> role(names.database(), consumer))
                .collect(Collectors.toSet());
        return planner.plan(names, logins, strays, seen, lockedOut).steps();
    }

    /** The schema is of no importance for the name of a login. */
    static String role(String database, Consumer consumer) {
        return new DatabaseNames(database, "app").login(consumer.namespace(), consumer.service(), consumer.slot());
    }

    /** Several edges of one service are one login, which may do what any of them asks for. */
    private static Group group(Consumer consumer) {
        DatabaseAccess most =
                consumer.edges().stream().map(edge -> edge.database().access()).max(Comparator.naturalOrder()).orElseThrow();
        return switch (most) {
            case Read -> Group.read;
            case ReadWrite -> Group.readwrite;
            case Owner -> Group.owner;
        };
    }
}
