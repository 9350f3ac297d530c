package io.shopfleet.operator.cachespace;

import java.util.List;

/** One change on the server; each may be repeated without harm. */
public sealed interface Step {

    /** For the journal: what is done, and nothing that must stay secret. */
    String words();

    /**
     * Makes the user, or makes one that exists be just so.
     *
     * @param rules all of them, beginning with the one that takes all others away
     * @param repairs in what an existing one differs; none for a new one
     */
    record SetUser(String user, List<String> rules, List<String> repairs) implements Step {
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
    record DropUser(String user) implements Step {
        @Override
        public String words() {
            return "removed user " + user;
        }
    }

    /** Writes the users to the server's file. */
    record KeepUsers() implements Step {
        @Override
        public String words() {
            return "saved users";
        }
    }

    /** Deletes every key with the prefix, in every database of the server. */
    record DropKeys(String prefix) implements Step {

        /** Any other prefix could be a pattern that fits the keys of somebody else. */
        public DropKeys {
            KeySpace.checkPrefix(prefix);
        }

        @Override
        public String words() {
            return "deleted the keys " + prefix + "*";
        }
    }
}
