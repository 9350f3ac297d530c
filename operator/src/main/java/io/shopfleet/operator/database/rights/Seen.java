package io.shopfleet.operator.database.rights;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the server says about one database and whoever has to do with it.
 *
 * @param roles those whose names begin like the database's, and those with its mark
 * @param memberships in which one of them is either side
 * @param inside empty where there is no database, or none that can be entered
 * @param held privileges on the database, and on all that their target stands for; those of owners are not told
 * @param available the extensions that the server could create
 */
public record Seen(
        Admin admin, Optional<Database> database, Map<String, Role> roles, Set<Membership> memberships, Optional<Inside> inside,
        Set<Privilege> held, Set<String> available) implements io.shopfleet.operator.holding.Seen {

    /** Who the operator is on this server. */
    public record Admin(String name, boolean superuser) {}

    /**
     * @param id the server's own number for it; a later one of the same name has another
     * @param connectionLimit -1 for none
     * @param whole false after a drop that was broken off: such a one can only be dropped
     */
    public record Database(String name, long id, String owner, int connectionLimit, boolean whole) {}

    /**
     * @param mark the comment on it
     * @param powers attributes that none of our roles may have, in the server's words, as SUPERUSER
     * @param login it can log in
     * @param settings what its sessions in the database begin with
     */
    public record Role(
            String name, Optional<String> mark, SortedSet<String> powers, boolean login, SortedMap<String, String> settings) {}

    /**
     * That one role is a member of another.
     *
     * @param grantor who made it one; only with that name it can be undone
     * @param admin may make others members
     * @param inherit has the other's rights at once
     * @param set may act as the other
     */
    public record Membership(String role, String member, String grantor, boolean admin, boolean inherit, boolean set) {

        /** Rights only after acting as the role: whatever the member makes then belongs to the role. */
        boolean plain() {
            return set && !inherit && !admin;
        }
    }

    /**
     * What only a session in the database sees.
     *
     * @param schemas all but the server's own, with their owners
     * @param partly privileges on some of what their target stands for, not on all
     * @param present tables and sequences of which there is at least one
     * @param others how much in a schema belongs to others than the group of owners
     */
    public record Inside(
            Map<String, String> schemas, Set<String> extensions, Set<Privilege> partly, Set<Privilege.Target> present,
            Map<String, Integer> others) {
        public Inside {
            schemas = Map.copyOf(schemas);
            extensions = Set.copyOf(extensions);
            partly = Set.copyOf(partly);
            present = Set.copyOf(present);
            others = Map.copyOf(others);
        }
    }

    public Seen {
        roles = Map.copyOf(roles);
        memberships = Set.copyOf(memberships);
        held = Set.copyOf(held);
        available = Set.copyOf(available);
    }

    @Override
    public String id() {
        return database.map(there -> Long.toString(there.id())).orElse("");
    }

    /** Of the database; empty where there is none. */
    public String name() {
        return database.map(Database::name).orElse("");
    }

    /** With what a session in the database saw on top. */
    public Seen with(Inside more, Set<Privilege> privileges) {
        return new Seen(admin, database, roles, memberships, Optional.of(more), privileges, available);
    }

    /** All roles but the keeper that were made for the database, in the order of their names. */
    Stream<Role> made(DatabaseNames names) {
        return new TreeMap<>(roles).values().stream().filter(role -> role.mark().equals(Optional.of(names.mark())));
    }

    /** A role that was made for the database, and that services log in as. */
    boolean isLogin(DatabaseNames names, String role) {
        return made(names).map(Role::name).filter(name -> !names.isGroup(name)).anyMatch(role::equals);
    }

    Stream<Membership> memberships(String role, String member) {
        return memberships.stream().filter(row -> row.role().equals(role) && row.member().equals(member));
    }
}
