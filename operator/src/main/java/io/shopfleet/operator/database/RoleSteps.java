package io.shopfleet.operator.database;

import io.shopfleet.operator.database.SeenRole.Membership;
import io.shopfleet.operator.database.Wanted.Login;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Steps about roles: those of a database, and the keeper of all. */
final class RoleSteps {
    private static final Comparator<Membership> ORDER = Comparator.comparing(Membership::role)
            .thenComparing(Membership::member).thenComparing(Membership::grantor);

    private final Wanted wanted;
    private final Seen seen;
    private final List<String> roles;
    private final Map<String, Login> logins;
    private final List<SeenRole> retired;

    RoleSteps(Wanted wanted, Seen seen) {
        this.wanted = wanted;
        this.seen = seen;
        this.roles = Stream.concat(Stream.of(DatabaseNames.KEEPER), wanted.roles().stream()).toList();
        this.logins = wanted.logins().stream().collect(Collectors.toMap(Login::role, login -> login));
        this.retired = marked(wanted.names(), seen).filter(role -> !roles.contains(role.name())).toList();
    }

    /** What was made for the database, by name. */
    static Stream<SeenRole> marked(DatabaseNames names, Seen seen) {
        return new TreeMap<>(seen.roles()).values().stream().filter(role -> role.mark().equals(Optional.of(names.mark())));
    }

    /** Nobody gets in who shall not. */
    List<Step> closing() {
        Stream<SeenRole> idle = roles.stream()
                .filter(role -> !logins.containsKey(role) || !logins.get(role).live())
                .flatMap(role -> Stream.ofNullable(seen.roles().get(role)));
        return Stream.concat(retired.stream(), idle).filter(SeenRole::login).map(SeenRole::name).flatMap(RoleSteps::closing).toList();
    }

    static Stream<Step> closing(String role) {
        return Stream.of(new Step.CloseLogin(role), new Step.EndSessions(role));
    }

    /** All roles are there, without powers of their own, and the operator can act for them. */
    List<Step> making() {
        var steps = new ArrayList<Step>();
        for (String role : roles) {
            SeenRole there = seen.roles().get(role);
            if (there == null) {
                steps.add(new Step.CreateRole(role));
            } else if (!there.powers().isEmpty()) {
                steps.add(new Step.TakePowers(role, there.powers()));
            }
            if (!seen.admin().superuser() && rows(role, seen.admin().name()).noneMatch(row -> row.inherit() && row.set())) {
                steps.add(new Step.JoinRole(role));
            }
        }
        return steps;
    }

    /** Each login is a member of its group, and nobody of anything else. The operator's own memberships are its own affair. */
    List<Step> members() {
        Stream<Step> removed = seen.memberships().stream()
                .filter(row -> roles.contains(row.role()) || roles.contains(row.member()))
                .filter(row -> !row.member().equals(seen.admin().name()))
                .filter(row -> !fits(row))
                .sorted(ORDER)
                .map(Step.RemoveMember::new);
        Stream<Step> added = wanted.logins().stream()
                .filter(login -> rows(group(login), login.role()).noneMatch(RoleSteps::plain))
                .map(login -> new Step.AddMember(group(login), login.role()));
        return Stream.concat(removed, added).toList();
    }

    private boolean fits(Membership row) {
        return plain(row) && logins.containsKey(row.member()) && group(logins.get(row.member())).equals(row.role());
    }

    /** Rights only after acting as the role: whatever a login makes then belongs to the group. */
    private static boolean plain(Membership row) {
        return row.set() && !row.inherit() && !row.admin();
    }

    /** Sessions of a login act as its group from the start, and find the schema without naming it. */
    List<Step> configuring() {
        var steps = new ArrayList<Step>();
        for (Login login : wanted.logins()) {
            var settings = new TreeMap<>(Map.of("role", group(login), "search_path", searchPath()));
            SortedMap<String, String> now = Optional.ofNullable(seen.roles().get(login.role()))
                    .map(SeenRole::settings).orElseGet(TreeMap::new);
            settings.entrySet().removeIf(setting -> setting.getValue().equals(now.get(setting.getKey())));
            if (!settings.isEmpty()) {
                steps.add(new Step.Configure(login.role(), settings));
            }
        }
        return steps;
    }

    private String searchPath() {
        return wanted.names().schema() + ", " + DatabaseNames.EXTENSIONS;
    }

    List<Step> opening(Set<String> lockedOut) {
        return wanted.logins().stream()
                .filter(Login::live)
                .map(Login::role)
                .filter(role -> lockedOut.contains(role) || !(seen.roles().get(role) instanceof SeenRole there && there.login()))
                .<Step>map(Step.OpenLogin::new)
                .toList();
    }

    List<Step> dropping() {
        return retired.stream().map(SeenRole::name).<Step>map(Step.DropRole::new).toList();
    }

    private String group(Login login) {
        return wanted.names().group(login.group());
    }

    private Stream<Membership> rows(String role, String member) {
        return seen.memberships().stream().filter(row -> row.role().equals(role) && row.member().equals(member));
    }
}
