package io.shopfleet.operator.database;

import io.shopfleet.operator.database.SeenRole.Membership;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the server says about one database and whoever has to do with it.
 *
 * @param roles those with the names that are asked about, and those with the database's mark
 * @param memberships in which one of them is either side
 * @param inside empty where there is no database, or none that can be entered
 * @param held privileges on the database, and on all that their target stands for; those of owners are not told
 * @param available the extensions that the server could create, of those that are asked about
 */
public record Seen(
        Admin admin, Optional<Database> database, Map<String, SeenRole> roles, Set<Membership> memberships, Optional<Inside> inside,
        Set<Privilege> held, Set<String> available) {

    /** Who the operator is on this server. */
    public record Admin(String name, boolean superuser) {}

    /**
     * @param id the server's own number for it; a later one of the same name has another
     * @param connectionLimit -1 for none
     * @param whole false after a drop that was broken off: such a one can only be dropped
     */
    public record Database(long id, String owner, int connectionLimit, boolean whole) {}

    /**
     * What only a session in the database sees.
     *
     * @param schemas those that are asked about, with their owners
     * @param partly privileges on some of what their target stands for, not on all
     * @param vacant targets that stand for nothing yet, as the tables of a new schema
     * @param strangers how much in the application's schema belongs to others than its owner
     */
    public record Inside(
            Map<String, String> schemas, Set<String> extensions, Set<Privilege> partly, Set<Privilege.Target> vacant, int strangers) {

        public Inside {
            schemas = Map.copyOf(schemas);
            extensions = Set.copyOf(extensions);
            partly = Set.copyOf(partly);
            vacant = Set.copyOf(vacant);
        }
    }

    public Seen {
        roles = Map.copyOf(roles);
        memberships = Set.copyOf(memberships);
        held = Set.copyOf(held);
        available = Set.copyOf(available);
    }

    /** With what a session in the database saw on top. */
    public Seen with(Inside more, Set<Privilege> privileges) {
        return new Seen(admin, database, roles, memberships, Optional.of(more), privileges, available);
    }
}
