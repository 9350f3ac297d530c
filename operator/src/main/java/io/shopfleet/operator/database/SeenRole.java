package io.shopfleet.operator.database;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A role of the server.
 *
 * @param mark the comment on it
 * @param powers attributes that none of our roles may have, in the server's words, as SUPERUSER
 * @param login it can log in
 * @param settings what its sessions in the database begin with
 */
public record SeenRole(
        String name, Optional<String> mark, SortedSet<String> powers, boolean login, SortedMap<String, String> settings) {

    /**
     * That one role is a member of another.
     *
     * @param grantor who made it one; only with that name it can be undone
     * @param admin may make others members
     * @param inherit has the other's rights at once
     * @param set may act as the other
     */
    public record Membership(String role, String member, String grantor, boolean admin, boolean inherit, boolean set) {}
}
