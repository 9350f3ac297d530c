package io.shopfleet.operator.cachespace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A user of the server, as it is or as it should be.
 *
 * @param enabled may log in at all
 * @param lax is let in without a password, or may send values that nobody checks
 * @param passwords their fingerprints
 * @param reach patterns of keys and channels
 * @param commands the commands that its rules let through
 * @param selectors further rights beside these, which we never give
 */
public record User(
        String name,
        boolean enabled,
        boolean lax,
        SortedSet<String> passwords,
        SortedSet<String> reach,
        SortedSet<String> commands,
        List<String> selectors) {

    public User {
        passwords = Collections.unmodifiableSortedSet(new TreeSet<>(passwords));
        reach = Collections.unmodifiableSortedSet(new TreeSet<>(reach));
        commands = Collections.unmodifiableSortedSet(new TreeSet<>(commands));
        selectors = List.copyOf(selectors);
    }

    static User of(String name, Consumer consumer, String prefix, Categories categories) {
        return new User(
                name, true, false, consumer.passwords(),
                new TreeSet<>(List.of(Rights.keys(consumer.access(), prefix), Rights.channels(prefix))),
                categories.granted(Rights.commands(consumer.access())),
                List.of());
    }

    /** In what the user is not as it should be, in words that tell no secret. */
    List<String> differences(User wanted) {
        var differences = new ArrayList<String>();
        add(differences, enabled == wanted.enabled, "it is switched off");
        add(differences, lax == wanted.lax, "it needs no password or is not checked");
        add(differences, passwords.equals(wanted.passwords), "passwords");
        add(differences, reach.equals(wanted.reach), "keys or channels");
        add(differences, commands.equals(wanted.commands), "commands");
        add(differences, selectors.equals(wanted.selectors), "selectors");
        return differences;
    }

    private static void add(List<String> differences, boolean equal, String words) {
        if (!equal) {
            differences.add(words);
        }
    }
}
