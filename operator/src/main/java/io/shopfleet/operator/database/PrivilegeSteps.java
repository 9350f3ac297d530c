package io.shopfleet.operator.database;

import io.shopfleet.operator.database.Privilege.Kind;
import io.shopfleet.operator.database.Privilege.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Steps about privileges: what is missing is granted, and what is there beyond that is revoked, from everybody too. */
final class PrivilegeSteps {
    private static final Target PUBLIC_SCHEMA = new Target(Kind.Schema, "public");

    private final Wanted wanted;
    private final Seen seen;

    PrivilegeSteps(Wanted wanted, Seen seen) {
        this.wanted = wanted;
        this.seen = seen;
    }

    List<Step> ofDatabase() {
        return steps(privilege -> privilege.on().kind() == Kind.Database);
    }

    /** On what lies in the database. */
    List<Step> inside() {
        return steps(privilege -> privilege.on().kind() != Kind.Database);
    }

    private List<Step> steps(Predicate<Privilege> among) {
        var steps = new ArrayList<Step>();
        each(extra().stream().filter(among).toList())
                .forEach((holder, names) -> steps.add(new Step.Revoke(holder.on(), holder.grantee(), names)));
        each(missing().stream().filter(among).toList())
                .forEach((holder, names) -> steps.add(new Step.Grant(holder.on(), holder.grantee(), names)));
        return steps;
    }

    /** One step for all that one grantee gets or loses at one target. */
    private static SortedMap<Privilege, SortedSet<String>> each(Collection<Privilege> privileges) {
        var all = new TreeMap<Privilege, SortedSet<String>>();
        privileges.forEach(privilege -> all
                .computeIfAbsent(new Privilege(privilege.on(), privilege.grantee(), "", false), first -> new TreeSet<>())
                .add(privilege.name()));
        return all;
    }

    private SortedSet<Privilege> missing() {
        var missing = new TreeSet<>(wanted.privileges());
        missing.removeAll(held());
        missing.removeIf(privilege -> vacant(privilege.on()));
        return missing;
    }

    /** Nothing is there yet that a privilege could be about; for what comes later there are others. */
    private boolean vacant(Target target) {
        boolean passing = target.kind() == Kind.Tables || target.kind() == Kind.Sequences;
        return seen.inside().map(inside -> inside.vacant().contains(target)).orElse(passing);
    }

    private SortedSet<Privilege> extra() {
        var extra = new TreeSet<>(held());
        seen.inside().ifPresent(inside -> extra.addAll(inside.partly()));
        extra.removeAll(wanted.privileges());
        extra.removeIf(this::tolerated);
        return extra;
    }

    /** Where nothing of the application lies it matters only that nobody plants something. */
    private boolean tolerated(Privilege privilege) {
        return privilege.on().equals(PUBLIC_SCHEMA) && !wanted.names().schema().equals(PUBLIC_SCHEMA.schema())
                && !(privilege.grantee().equals(Privilege.EVERYBODY) && privilege.name().equals("CREATE"));
    }

    /** The server lets everybody into a new database. */
    private Set<Privilege> held() {
        return seen.database().isPresent() ? seen.held() : Set.of(
                new Privilege(Target.DATABASE, Privilege.EVERYBODY, "CONNECT", false),
                new Privilege(Target.DATABASE, Privilege.EVERYBODY, "TEMPORARY", false));
    }
}
