package io.shopfleet.operator.database.rights;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a database shall be. Logins come and go with the services that use it.
 *
 * @param extensions one that is there and not among them stays
 * @param connectionLimit -1 for none; empty where it is nobody's business
 */
public record Wanted(DatabaseNames names, SortedSet<String> extensions, Optional<Integer> connectionLimit) {
    public static final int UNLIMITED = -1;

    public Wanted {
        extensions = new TreeSet<>(extensions);
    }

    /** The keeper and the groups. */
    List<String> roles() {
        return Stream.concat(Stream.of(DatabaseNames.KEEPER), Stream.of(Group.values()).map(names::group)).toList();
    }

    /** Everything that anybody shall be allowed, but what owners may do with what is theirs, and logins. */
    SortedSet<Privilege> privileges() {
        var all = new TreeSet<Privilege>();
        for (Group group : Group.values()) {
            all.addAll(group.privileges(names));
            if (!extensions.isEmpty()) {
                all.add(new Privilege(
                        new Privilege.Target(Privilege.Kind.Schema, DatabaseNames.EXTENSIONS), names.group(group), "USAGE", false));
            }
        }
        return all;
    }
}
