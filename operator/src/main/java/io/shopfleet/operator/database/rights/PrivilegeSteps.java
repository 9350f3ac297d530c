package io.shopfleet.operator.database.rights;

import io.shopfleet.operator.database.rights.Privilege.Kind;
import io.shopfleet.operator.database.rights.Privilege.Target;
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
        return passing && !seen.inside().map(inside -> inside.present().contains(target)).orElse(false);
    }

    private SortedSet<Privilege> extra() {
        var extra = new TreeSet<>(held());
        seen.inside().ifPresent(inside -> extra.addAll(inside.partly()));
        extra.removeAll(wanted.privileges());
        extra.removeIf(this::tolerated);
        return extra;
    }

    private boolean tolerated(Privilege privilege) {
        DatabaseNames names = wanted.names();
        String schema = privilege.on().schema();
        boolean login = privilege.equals(Privilege.connect(privilege.grantee())) && seen.isLogin(names, privilege.grantee());
        boolean owner = schema.equals(names.schema()) && privilege.grantee().equals(names.group(Group.owner));
        boolean plants = privilege.grantee().equals(Privilege.EVERYBODY) && privilege.name().equals("CREATE");
        return login || owner || elsewhere(privilege.on()) && !plants;
    }

    /** Where nothing of the application lies it matters only that not everybody can plant something. */
    private boolean elsewhere(Target on) {
        return !on.schema().isEmpty() && !Set.of(wanted.names().schema(), DatabaseNames.EXTENSIONS).contains(on.schema());
    }

    /** The server lets everybody into a new database. */
    private Set<Privilege> held() {
        return seen.database().isPresent() ? seen.held() : Set.of(
                new Privilege(Target.DATABASE, Privilege.EVERYBODY, "CONNECT", false),
                new Privilege(Target.DATABASE, Privilege.EVERYBODY, "TEMPORARY", false));
    }
}
