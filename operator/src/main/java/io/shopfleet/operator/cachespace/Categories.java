package io.shopfleet.operator.cachespace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The commands of a server by category. A server tells a user's rules in words of its own, other ones after each start, so what
 * is compared is which commands the rules let through.
 */
public record Categories(SortedMap<String, SortedSet<String>> commands) {
    private static final String ALL = "all";
    private static final char CATEGORY = '@';
    private static final char SUB = '|';

    /** @param commands as the server lists them: a command with subcommands stands beside these */
    public static Categories of(SortedMap<String, Set<String>> commands) {
        Set<String> parents = commands.values().stream()
                .flatMap(Set::stream)
                .filter(command -> command.indexOf(SUB) > 0)
                .map(command -> command.substring(0, command.indexOf(SUB)))
                .collect(Collectors.toSet());
        var leaves = new TreeMap<String, SortedSet<String>>();
        var all = new TreeSet<String>();
        commands.forEach((category, members) -> {
            var own = new TreeSet<>(members);
            own.removeAll(parents);
            leaves.put(category, own);
            all.addAll(own);
        });
        leaves.put(ALL, all);
        return new Categories(leaves);
    }

    /** The commands that rules such as {@code +@read -scan} let through, the later ones overruling the earlier. */
    public SortedSet<String> granted(List<String> rules) {
        var granted = new TreeSet<String>();
        for (String rule : rules) {
            List<String> meant = meant(rule.substring(1));
            if (rule.startsWith("+")) {
                granted.addAll(meant);
            } else {
                meant.forEach(granted::remove);
            }
        }
        return granted;
    }

    /** A name that the server does not list stands for itself: it must not look like nothing. */
    private List<String> meant(String words) {
        if (words.charAt(0) == CATEGORY) {
            SortedSet<String> members = commands.get(words.substring(1));
            return members == null ? List.of(words) : List.copyOf(members);
        }
        SortedSet<String> children = commands.get(ALL).subSet(words + SUB, words + (char) (SUB + 1));
        return children.isEmpty() ? List.of(words) : new ArrayList<>(children);
    }
}
