package io.shopfleet.operator.cachespace;

import java.util.List;

/**
 * What a server holds of a key space.
 *
 * @param users those whose names start with the prefix
 * @param keepsUsers writes its users to a file when told; otherwise they are gone after a restart, until somebody looks
 */
public record Snapshot(List<User> users, Categories categories, boolean keepsUsers) {

    public Snapshot {
        users = List.copyOf(users);
    }
}
