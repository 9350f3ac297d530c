package io.shopfleet.operator.cachespace;

import io.shopfleet.operator.holding.Seen;
import java.util.List;

/**
 * What a server holds of a key space.
 *
 * @param made the key space was created and not removed since
 * @param users those whose names start with the prefix
 */
public record Snapshot(String keySpace, boolean made, List<User> users, Categories categories) implements Seen {

    public Snapshot {
        users = List.copyOf(users);
    }

    /** Its name: keys of the same prefix are the same keys, whoever made them. */
    @Override
    public String id() {
        return keySpace;
    }
}
