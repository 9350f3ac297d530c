package io.shopfleet.operator.backend.sql;

import io.shopfleet.operator.backend.sql.Belongings.Belonging;
import io.shopfleet.operator.database.rights.DatabaseNames;
import io.shopfleet.operator.database.rights.Group;
import io.shopfleet.operator.database.rights.Privilege;
import io.shopfleet.operator.database.rights.Step;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.postgresql.util.PasswordUtil;

/** The SQL of each step. */
record Statements(Session session, DatabaseNames names, UnaryOperator<String> passwords) {

    void make(Step step) throws SQLException {
        switch (step) {
            case Step.CreateRole(var role) -> create(role);
            case Step.JoinRole(var role) -> run("GRANT %s TO CURRENT_USER WITH INHERIT TRUE, SET TRUE", id(role));
            case Step.TakePowers(var role, var powers) -> run("ALTER ROLE %s %s", id(role), without(powers));
            case Step.AddMember(var role, var who) -> run("GRANT %s TO %s WITH INHERIT FALSE, SET TRUE", id(role), id(who));
            case Step.RemoveMember(var row) ->
                run("REVOKE %s FROM %s GRANTED BY %s CASCADE", id(row.role()), id(row.member()), id(row.grantor()));
            case Step.CreateDatabase(var name) ->
                run("CREATE DATABASE %s OWNER %s TEMPLATE template0 ENCODING 'UTF8'", id(name), id(DatabaseNames.KEEPER));
            case Step.OwnDatabase(var name) -> run("ALTER DATABASE %s OWNER TO %s", id(name), id(DatabaseNames.KEEPER));
            case Step.LimitConnections(var name, var limit) ->
                run("ALTER DATABASE %s CONNECTION LIMIT %s", id(name), Integer.toString(limit));
            case Step.CreateSchema(var schema, var owner) -> run("CREATE SCHEMA %s AUTHORIZATION %s", id(schema), id(owner));
            case Step.OwnSchema(var schema, var owner) -> run("ALTER SCHEMA %s OWNER TO %s", id(schema), id(owner));
            case Step.OwnObjects(var schema, var owner) -> own(schema, owner);
            case Step.CreateExtension(var extension) ->
                run("CREATE EXTENSION %s SCHEMA %s", id(extension), id(DatabaseNames.EXTENSIONS));
            case Step.Grant(var on, var to, var what) -> privileges(on, "GRANT %s ON %s TO %s", what, to);
            case Step.Revoke(var on, var from, var what) -> privileges(on, "REVOKE %s ON %s FROM %s CASCADE", what, from);
            case Step.Configure(var login, var settings) -> configure(login, settings);
            case Step.OpenLogin(var login) -> open(login);
            case Step.CloseLogin(var login) -> run("ALTER ROLE %s NOLOGIN", id(login));
            case Step.EndSessions(var login) ->
                session.rows("select pg_terminate_backend(pid) from pg_stat_activity where usename = ?", row -> true, login);
            case Step.DropRole(var role) -> run("DROP ROLE IF EXISTS %s", id(role));
            case Step.DropDatabase(var name, var force) -> session.patiently(
                    () -> run("DROP DATABASE IF EXISTS %s%s", id(name), force ? " WITH (FORCE)" : ""));
        }
    }

    private void run(String sql, Object... parts) throws SQLException {
        session.run(sql.formatted(parts));
    }

    private String id(String name) throws SQLException {
        return session.name(name);
    }

    /** The keeper is made by whoever needs it first, and many may at once. */
    private void create(String role) throws SQLException {
        if (role.equals(DatabaseNames.KEEPER)) {
            session.rows("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, role);
            if (!session.rows("select from pg_roles where rolname = ?", row -> true, role).isEmpty()) {
                return;
            }
        }
        run("CREATE ROLE %s NOLOGIN", id(role));
        run("COMMENT ON ROLE %s IS %s", id(role), session.text(names.markOf(role)));
    }

    private void own(String schema, String owner) throws SQLException {
        for (Belonging belonging : new Belongings(session).ofOthers(schema, owner)) {
            run("ALTER %s %s OWNER TO %s", belonging.kind(), belonging.name(), id(owner));
        }
    }

    private void configure(String login, Map<String, String> settings) throws SQLException {
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            run(
                    "ALTER ROLE %s IN DATABASE %s SET %s = %s", id(login), id(names.database()), id(setting.getKey()),
                    list(setting.getValue()));
        }
    }

    /** A search path is a list of names; as one text it would be one name. */
    private String list(String value) throws SQLException {
        var all = new ArrayList<String>();
        for (String one : value.split(", ")) {
            all.add(session.text(one));
        }
        return String.join(", ", all);
    }

    /** The verifier is made here, so that the server and its logs never see the password itself. */
    private void open(String login) throws SQLException {
        String verifier = PasswordUtil.encodeScramSha256(passwords.apply(login).toCharArray());
        run("ALTER ROLE %s LOGIN PASSWORD %s VALID UNTIL 'infinity'", id(login), session.text(verifier));
    }

    private static String without(Collection<String> powers) {
        return powers.stream().map(power -> "NO" + power).collect(Collectors.joining(" "));
    }

    private void privileges(Privilege.Target on, String sql, Collection<String> what, String grantee) throws SQLException {
        String who = grantee.equals(Privilege.EVERYBODY) ? "PUBLIC" : id(grantee);
        session.run(defaults(on) + sql.formatted(String.join(", ", what), target(on), who));
    }

    private String defaults(Privilege.Target on) throws SQLException {
        return switch (on.kind()) {
            case LaterTables, LaterSequences -> "ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA %s "
                    .formatted(id(names.group(Group.owner)), id(on.schema()));
            case Database, Schema, Tables, Sequences -> "";
        };
    }

    private String target(Privilege.Target on) throws SQLException {
        return switch (on.kind()) {
            case Database -> "DATABASE " + id(names.database());
            case Schema -> "SCHEMA " + id(on.schema());
            case Tables -> "ALL TABLES IN SCHEMA " + id(on.schema());
            case Sequences -> "ALL SEQUENCES IN SCHEMA " + id(on.schema());
            case LaterTables -> "TABLES";
            case LaterSequences -> "SEQUENCES";
        };
    }
}
