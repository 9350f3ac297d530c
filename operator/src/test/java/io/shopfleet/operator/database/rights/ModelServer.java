package io.shopfleet.operator.database.rights;

import io.shopfleet.operator.database.rights.Privilege.Kind;
import io.shopfleet.operator.database.rights.Privilege.Target;
import io.shopfleet.operator.database.rights.Seen.Admin;
import io.shopfleet.operator.database.rights.Seen.Membership;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A server in memory that does what a step says, and nothing beyond it. Its one schema never holds sequences. */
final class ModelServer {
    private static final Target TABLES = new Target(Kind.Tables, "app");

    final DatabaseNames names;
    final Admin admin;
    Optional<Seen.Database> database = Optional.empty();
    final Map<String, Seen.Role> roles = new HashMap<>();
    final Set<Membership> memberships = new HashSet<>();
    final Map<String, String> schemas = new HashMap<>(Map.of("public", "pg_database_owner"));
    final Set<String> extensions = new HashSet<>(Set.of("plpgsql"));
    final Set<Privilege> held = new HashSet<>();
    final Set<Privilege> partly = new HashSet<>();
    boolean tables;
    int strangers;
    private long ids = 100;

    ModelServer(DatabaseNames names, Admin admin) {
        this.names = names;
        this.admin = admin;
    }

    Seen seen() {
        var inside = new Seen.Inside(
                schemas, extensions, partly, tables ? Set.of(TABLES) : Set.of(), Map.of("app", strangers, "public", 1));
        return new Seen(
                admin, database, roles, memberships, database.map(there -> inside), database.isPresent() ? held : Set.of(),
                Set.of("pg_trgm", "citext"));
    }

    void make(List<Step> steps) {
        steps.forEach(this::make);
    }

    private void make(Step step) {
        switch (step) {
            case Step.CreateRole(var role) -> {
                if (roles.containsKey(role)) {
                    throw new IllegalStateException(role + " exists");
                }
                role(role, Optional.of(names.markOf(role)), false, new TreeMap<>());
            }
            case Step.JoinRole(var role) -> memberships.add(new Membership(role, admin.name(), admin.name(), false, true, true));
            case Step.TakePowers(var role, var powers) -> {
                Seen.Role there = roles.get(role);
                role(role, there.mark(), there.login(), there.settings());
            }
            case Step.AddMember(var role, var member) ->
                memberships.add(new Membership(role, member, admin.name(), false, false, true));
            case Step.RemoveMember(var membership) -> memberships.remove(membership);
            case Step.CreateDatabase(var name) -> create();
            case Step.OwnDatabase(var name) -> database = database.map(there ->
                    new Seen.Database(there.name(), there.id(), DatabaseNames.KEEPER, there.connectionLimit(), true));
            case Step.LimitConnections(var name, var limit) -> database = database.map(there ->
                    new Seen.Database(there.name(), there.id(), there.owner(), limit, true));
            case Step.CreateSchema(var schema, var owner) -> schemas.merge(schema, owner, (one, two) -> {
                throw new IllegalStateException(schema + " exists");
            });
            case Step.OwnSchema(var schema, var owner) -> schemas.put(schema, owner);
            case Step.OwnObjects objects -> strangers = 0;
            case Step.CreateExtension(var extension) -> extensions.add(extension);
            case Step.Grant(var on, var grantee, var privileges) -> privileges.forEach(name -> {
                held.add(new Privilege(on, grantee, name, false));
                partly.remove(new Privilege(on, grantee, name, false));
            });
            case Step.Revoke(var on, var grantee, var privileges) -> List.of(held, partly).forEach(all -> all.removeIf(
                    privilege -> privilege.on().equals(on) && privilege.grantee().equals(grantee)
                            && privileges.contains(privilege.name())));
            case Step.Configure(var login, var settings) -> {
                var all = new TreeMap<>(roles.get(login).settings());
                all.putAll(settings);
                role(login, roles.get(login).mark(), roles.get(login).login(), all);
            }
            case Step.OpenLogin(var login) -> role(login, roles.get(login).mark(), true, roles.get(login).settings());
            case Step.CloseLogin(var login) -> role(login, roles.get(login).mark(), false, roles.get(login).settings());
            case Step.EndSessions sessions -> { }
            case Step.DropRole(var role) -> drop(role);
            case Step.DropDatabase(var name, var force) -> dropDatabase();
        }
    }

    void dropDatabase() {
        database = Optional.empty();
        held.clear();
    }

    void create() {
        schemas.keySet().retainAll(Set.of("public"));
        extensions.retainAll(Set.of("plpgsql"));
        partly.clear();
        tables = false;
        strangers = 0;
        database = Optional.of(new Seen.Database(names.database(), ids++, DatabaseNames.KEEPER, -1, true));
        held.clear();
        held.addAll(Set.of(
                new Privilege(Target.DATABASE, Privilege.EVERYBODY, "CONNECT", false),
                new Privilege(Target.DATABASE, Privilege.EVERYBODY, "TEMPORARY", false)));
    }

    /** With all that lies in it, and whatever was said about it. */
    void dropSchema() {
        schemas.remove("app");
        tables = false;
        strangers = 0;
        List.of(held, partly).forEach(all -> all.removeIf(privilege -> privilege.on().schema().equals("app")));
    }

    private void drop(String role) {
        if (held.stream().anyMatch(privilege -> privilege.grantee().equals(role))) {
            throw new IllegalStateException(role + " still has privileges");
        }
        roles.remove(role);
        memberships.removeIf(row -> row.role().equals(role) || row.member().equals(role));
    }

    /** The application makes its first table; what was said of later ones holds for it. */
    void makeTable() {
        tables = true;
        Set.copyOf(held).stream()
                .filter(privilege -> privilege.on().kind() == Kind.LaterTables)
                .forEach(privilege -> held.add(new Privilege(TABLES, privilege.grantee(), privilege.name(), privilege.grantable())));
    }

    void role(String name, Optional<String> mark, boolean login, SortedMap<String, String> settings) {
        roles.put(name, new Seen.Role(name, mark, new TreeSet<>(), login, settings));
    }
}
