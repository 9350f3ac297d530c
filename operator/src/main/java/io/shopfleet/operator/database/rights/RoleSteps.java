package io.shopfleet.operator.database.rights;

import io.shopfleet.operator.database.rights.Seen.Membership;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Steps that all roles of a database need, whether groups or logins. */
record RoleSteps(DatabaseNames names, Seen seen) {
    private static final Comparator<Membership> ORDER = Comparator.comparing(Membership::role)
            .thenComparing(Membership::member).thenComparing(Membership::grantor);

    /** Nobody gets in as one of these any more, and whoever is in gets out. */
    List<Step> closing(Collection<String> roles) {
        return roles.stream()
                .filter(role -> seen.roles().get(role) instanceof Seen.Role there && there.login())
                .flatMap(role -> Stream.<Step>of(new Step.CloseLogin(role), new Step.EndSessions(role)))
                .toList();
    }

    /** They are there, without powers of their own, and the operator can act for them. */
    List<Step> making(Collection<String> roles) {
        var steps = new ArrayList<Step>();
        for (String role : roles) {
            Seen.Role there = seen.roles().get(role);
            if (there == null) {
                steps.add(new Step.CreateRole(role));
            } else if (!there.powers().isEmpty()) {
                steps.add(new Step.TakePowers(role, there.powers()));
            }
            if (!seen.admin().superuser() && !joined(role)) {
                steps.add(new Step.JoinRole(role));
            }
        }
        return steps;
    }

    private boolean joined(String role) {
        return seen.memberships(role, seen.admin().name()).anyMatch(row -> row.inherit() && row.set());
    }

    /**
     * Nobody is a member of these, nor they of anything, but as it is meant. The operator's own memberships are its own affair.
     *
     * @param meant memberships that may be, as far as they are plain
     */
    List<Step> removing(Collection<String> roles, Predicate<Membership> meant) {
        return seen.memberships().stream()
                .filter(row -> roles.contains(row.role()) || roles.contains(row.member()))
                .filter(row -> !row.member().equals(seen.admin().name()))
                .filter(row -> !(row.plain() && meant.test(row)))
                .sorted(ORDER)
                .<Step>map(Step.RemoveMember::new)
                .toList();
    }
}
