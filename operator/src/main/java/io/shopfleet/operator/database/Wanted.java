package io.shopfleet.operator.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a database shall be.
 *
 * @param extensions those the environment allows; one that is there and not among them stays
 * @param connectionLimit empty for none
 * @param logins of all services that have access
 */
public record Wanted(
        DatabaseNames names, SortedSet<String> extensions, Optional<Integer> connectionLimit, List<Login> logins, Terms terms) {

    /**
     * A role of one service that can log in, and at once acts as the role of its group. It has no rights of its own, so it
     * leaves nothing behind.
     *
     * @param live it can log in; the other of a service's two waits for the next change of the password
     */
    public record Login(String role, Group group, boolean live) {}

    /**
     * Under what conditions a database that is there, or is not, is the one that is meant.
     *
     * @param known by which the server knows the database that was made or taken over before; empty if there was none yet
     * @param adopt one that exists and that the operator did not make is taken over
     * @param recreate one that is gone is made again, empty
     */
    public record Terms(Optional<Long> known, boolean adopt, boolean recreate) {
        public static final Terms FIRST = new Terms(Optional.empty(), false, false);
    }

    public Wanted {
        extensions = new TreeSet<>(extensions);
        logins = List.copyOf(logins);
    }

    /** All roles but the keeper, groups first. */
    List<String> roles() {
        var roles = new ArrayList<String>();
        List.of(Group.values()).forEach(group -> roles.add(names.group(group)));
        logins.forEach(login -> roles.add(login.role()));
        return roles;
    }

    /** Everything that anybody shall be allowed, but what owners may do with what is theirs. */
    SortedSet<Privilege> privileges() {
        var all = new TreeSet<Privilege>();
        List.of(Group.values()).forEach(group -> {
            all.addAll(group.privileges(names));
            if (!extensions.isEmpty()) {
                all.add(usage(names.group(group)));
            }
        });
        logins.forEach(login -> all.add(new Privilege(Privilege.Target.DATABASE, login.role(), "CONNECT", false)));
        return all;
    }

    private static Privilege usage(String group) {
        return new Privilege(new Privilege.Target(Privilege.Kind.Schema, DatabaseNames.EXTENSIONS), group, "USAGE", false);
    }
}
