package io.shopfleet.operator.cachespace;

import io.shopfleet.operator.holding.Step;
import java.util.List;

/** One change on the server. */
public sealed interface CacheStep extends Step {

    /** Nothing on the server stands for a key space until there are keys, so a user that can do nothing does. */
    record CreateSpace(String name) implements CacheStep {
        public CreateSpace {
            KeySpace.check(name);
        }

        @Override
        public String words() {
            return "created key space " + name;
        }
    }

    /**
     * Makes the user, or makes one that exists be just so.
     *
     * @param rules all of them, beginning with the one that takes all others away
     * @param repairs in what an existing one differs; none for a new one
     */
    record SetUser(String user, List<String> rules, List<String> repairs) implements CacheStep {
        @Override
        public String words() {
            return repairs.isEmpty()
                    ? "created user " + user
                    : "put user " + user + " right: " + String.join(", ", repairs);
        }

        /** Fingerprints are no passwords, but they have no business in a log. */
        @Override
        public String toString() {
            return words();
        }
    }

    /** Ends the connections of the user too. */
    record DropUser(String user) implements CacheStep {
        @Override
        public String words() {
            return "removed user " + user;
        }
    }

    /** Deletes every key of the key space, in every database of the server. */
    record DropKeys(String keySpace) implements CacheStep {

        /** Any other name could be a pattern that fits the keys of somebody else. */
        public DropKeys {
            KeySpace.check(keySpace);
        }

        @Override
        public String words() {
            return "deleted the keys of " + keySpace;
        }
    }
}
