package io.shopfleet.operator.database.rights;

import io.shopfleet.operator.database.rights.DatabasePlan.Obstacle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From the logins that services shall have to a database and what was seen of it to the steps between them. */
public final class LoginPlanner {

    /**
     * A role of one service that can log in, and at once acts as the role of its group. It has no rights of its own, so it
     * leaves nothing behind.
     *
     * @param live it can log in; the other of a service's two waits for the next change of the password
     */
    public record Login(String role, Group group, boolean live) {}

    /**
     * Nothing is done before the database is there.
     *
     * @param logins of one service or of many; those of others are left alone
     * @param retired logins that nobody shall have any more
     * @param lockedOut logins that their password does not let in
     */
    public DatabasePlan plan(DatabaseNames names, List<Login> logins, Set<String> retired, Seen seen, Set<String> lockedOut) {
        List<String> roles = logins.stream().map(Login::role).toList();
        List<Obstacle> obstacles = Stream.concat(
                DatabasePlan.broken(names, seen).stream(), DatabasePlan.taken(names, roles, seen)).toList();
        if (!obstacles.isEmpty() || seen.inside().isEmpty()) {
            return DatabasePlan.blocked(obstacles);
        }
        return new DatabasePlan(new Pass(names, logins, retired, seen).steps(lockedOut), List.of());
    }

    /** Logins that were made for the database and are not among these. */
    public Set<String> strays(DatabaseNames names, Set<String> roles, Seen seen) {
        return seen.made(names)
                .map(Seen.Role::name)
                .filter(role -> !names.isGroup(role) && !roles.contains(role))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private record Pass(DatabaseNames names, List<Login> logins, Set<String> retired, Seen seen) {

        List<Step> steps(Set<String> lockedOut) {
            var roles = new RoleSteps(names, seen);
            List<String> wanted = logins.stream().map(Login::role).toList();
            List<String> gone = retired.stream().filter(role -> seen.isLogin(names, role)).sorted().toList();
            var steps = new ArrayList<Step>();
            steps.addAll(roles.closing(Stream.concat(gone.stream(), idle()).toList()));
            steps.addAll(roles.making(wanted));
            steps.addAll(roles.removing(wanted, row -> logins.stream().anyMatch(login -> isIn(row, login))));
            for (Login login : logins) {
                steps.addAll(rights(login));
            }
            steps.addAll(opening(lockedOut));
            gone.forEach(role -> steps.addAll(dropping(role)));
            return steps;
        }

        private Stream<String> idle() {
            return logins.stream().filter(login -> !login.live()).map(Login::role);
        }

        private boolean isIn(Seen.Membership row, Login login) {
            return row.member().equals(login.role()) && row.role().equals(names.group(login.group()));
        }

        private List<Step> rights(Login login) {
            var steps = new ArrayList<Step>();
            String group = names.group(login.group());
            if (seen.memberships(group, login.role()).noneMatch(Seen.Membership::plain)) {
                steps.add(new Step.AddMember(group, login.role()));
            }
            if (!seen.held().contains(Privilege.connect(login.role()))) {
                steps.add(new Step.Grant(Privilege.Target.DATABASE, login.role(), new TreeSet<>(Set.of("CONNECT"))));
            }
            var settings = new TreeMap<>(Map.of("role", group, "search_path", names.searchPath()));
            SortedMap<String, String> now = Optional.ofNullable(seen.roles().get(login.role()))
                    .map(Seen.Role::settings).orElseGet(TreeMap::new);
            settings.entrySet().removeIf(setting -> setting.getValue().equals(now.get(setting.getKey())));
            if (!settings.isEmpty()) {
                steps.add(new Step.Configure(login.role(), settings));
            }
            return steps;
        }

        private List<Step> opening(Set<String> lockedOut) {
            return logins.stream()
                    .filter(Login::live)
                    .map(Login::role)
                    .filter(role -> lockedOut.contains(role) || !(seen.roles().get(role) instanceof Seen.Role there && there.login()))
                    .<Step>map(Step.OpenLogin::new)
                    .toList();
        }

        private List<Step> dropping(String role) {
            var steps = new ArrayList<Step>();
            if (seen.held().contains(Privilege.connect(role))) {
                steps.add(new Step.Revoke(Privilege.Target.DATABASE, role, new TreeSet<>(Set.of("CONNECT"))));
            }
            steps.add(new Step.DropRole(role));
            return steps;
        }
    }
}
