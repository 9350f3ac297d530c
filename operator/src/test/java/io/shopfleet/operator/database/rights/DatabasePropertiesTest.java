package io.shopfleet.operator.database.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.operator.database.rights.LoginPlanner.Login;
import io.shopfleet.operator.database.rights.Privilege.Kind;
import io.shopfleet.operator.database.rights.Privilege.Target;
import io.shopfleet.operator.database.rights.Seen.Admin;
import io.shopfleet.operator.database.rights.Seen.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a server looks like, one plan makes it what is wanted, and a second one finds nothing to do. */
class DatabasePropertiesTest {
    private static final DatabaseNames NAMES = new DatabaseNames("shop_orders", "app");
    private static final List<String> CONSUMERS = List.of("orders", "reports", "mailer");

    private final DatabasePlanner planner = new DatabasePlanner();
    private final LoginPlanner logins = new LoginPlanner();

    /** A database and who uses it. */
    private record Use(Wanted database, List<Login> logins) {}

    @Provide
    Arbitrary<Use> uses() {
        var groups = Arbitraries.of(Group.class).injectNull(0.3).list().ofSize(CONSUMERS.size());
        var extensions = Arbitraries.of("pg_trgm", "citext").set().ofMaxSize(2);
        return Combinators.combine(groups, extensions, Arbitraries.of(-1, 5, 20).optional(), Arbitraries.of(true, false))
                .as((access, names, limit, first) -> new Use(new Wanted(NAMES, new TreeSet<>(names), limit), logins(access, first)));
    }

    private static List<Login> logins(List<Group> access, boolean first) {
        var logins = new ArrayList<Login>();
        for (int number = 0; number < access.size(); number++) {
            if (access.get(number) != null) {
                String consumer = CONSUMERS.get(number);
                logins.add(new Login(NAMES.login("shop", consumer, 'a'), access.get(number), first));
                logins.add(new Login(NAMES.login("shop", consumer, 'b'), access.get(number), !first));
            }
        }
        return logins;
    }

    @Provide
    Arbitrary<Admin> admins() {
        return Arbitraries.of(new Admin("postgres", true), new Admin("shopfleet", false));
    }

    @Provide
    Arbitrary<List<Consumer<ModelServer>>> mischief() {
        String login = NAMES.login("shop", "orders", 'a');
        Arbitrary<Consumer<ModelServer>> one = Arbitraries.of(List.<Consumer<ModelServer>>of(
                server -> server.held.add(new Privilege(Target.DATABASE, Privilege.EVERYBODY, "CONNECT", false)),
                server -> server.held.add(new Privilege(new Target(Kind.Schema, "public"), Privilege.EVERYBODY, "CREATE", false)),
                server -> server.held.add(new Privilege(new Target(Kind.Schema, "public"), Privilege.EVERYBODY, "USAGE", false)),
                server -> server.held.add(new Privilege(new Target(Kind.Tables, "app"), "spy", "SELECT", true)),
                server -> server.partly.add(new Privilege(new Target(Kind.Tables, "app"), Privilege.EVERYBODY, "SELECT", false)),
                server -> server.held.removeIf(privilege -> privilege.grantee().equals("shop_orders_read")),
                server -> server.held.removeIf(privilege -> privilege.grantee().equals(login)),
                ModelServer::makeTable,
                server -> server.memberships.clear(),
                server -> server.memberships.add(new Membership("shop_orders_owner", "spy", "x", true, true, true)),
                server -> server.memberships.add(new Membership("pg_monitor", login, "x", false, true, true)),
                server -> server.memberships.add(new Membership("pg_monitor", "shop_orders_read", "x", false, false, true)),
                server -> server.memberships.add(new Membership("shop_orders_owner", login, "x", false, true, true)),
                server -> server.roles.computeIfPresent(login, (name, role) -> new Seen.Role(
                        name, role.mark(), new TreeSet<>(Set.of("SUPERUSER")), !role.login(), new TreeMap<>(Map.of("role", "none")))),
                server -> server.roles.remove("shop_orders_readwrite"),
                server -> server.database = server.database.map(there ->
                        new Seen.Database(there.name(), there.id(), "spy", 1, true)),
                ModelServer::dropDatabase,
                server -> server.schemas.replace("app", "spy"),
                ModelServer::dropSchema,
                ModelServer::create,
                server -> server.extensions.add("hstore"),
                server -> server.strangers = 3));
        return one.list().ofMaxSize(6);
    }

    private void make(Use use, ModelServer server) {
        server.make(planner.plan(use.database(), server.seen()).steps());
        Set<String> roles = use.logins().stream().map(Login::role).collect(Collectors.toSet());
        server.make(logins.plan(
                NAMES, use.logins(), logins.strays(NAMES, roles, server.seen()), server.seen(), Set.of()).steps());
    }

    private void assertSettled(Use use, ModelServer server) {
        var nothing = new DatabasePlan(List.of(), List.of());
        assertThat(planner.plan(use.database(), server.seen())).isEqualTo(nothing);
        assertThat(logins.plan(NAMES, use.logins(), Set.of(), server.seen(), Set.of())).isEqualTo(nothing);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void onePlanIsEnough(
            @ForAll("admins") Admin admin, @ForAll("uses") Use before, @ForAll("uses") Use now,
            @ForAll("mischief") List<Consumer<ModelServer>> mischief, @ForAll("mischief") List<Consumer<ModelServer>> more) {
        var server = new ModelServer(NAMES, admin);
        more.forEach(deed -> deed.accept(server));
        make(before, server);
        assertSettled(before, server);
        mischief.forEach(deed -> deed.accept(server));
        make(now, server);
        assertSettled(now, server);
        assertThat(server.held).filteredOn(privilege -> privilege.on().equals(Target.DATABASE))
                .noneMatch(privilege -> privilege.grantee().equals(Privilege.EVERYBODY));
        assertThat(server.seen().made(NAMES).map(Seen.Role::name).filter(role -> !NAMES.isGroup(role)))
                .containsExactlyInAnyOrderElementsOf(now.logins().stream().map(Login::role).toList());
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void stepsThatWereBrokenOffAnywhereAreContinued(@ForAll("admins") Admin admin, @ForAll("uses") Use use) {
        int steps = planner.plan(use.database(), new ModelServer(NAMES, admin).seen()).steps().size();
        for (int done = 0; done < steps; done++) {
            var server = new ModelServer(NAMES, admin);
            server.make(planner.plan(use.database(), server.seen()).steps().subList(0, done));
            make(use, server);
            assertSettled(use, server);
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aRemovalLeavesOnlyTheKeeper(@ForAll("admins") Admin admin, @ForAll("uses") Use use) {
        var server = new ModelServer(NAMES, admin);
        make(use, server);
        var removal = new Removal();
        String id = server.seen().id();
        server.make(removal.plan(NAMES, server.seen(), id, false).steps());
        assertThat(server.database).isEmpty();
        assertThat(server.roles).containsOnlyKeys(DatabaseNames.KEEPER);
        assertThat(removal.plan(NAMES, server.seen(), id, false).steps()).isEmpty();
    }
}
