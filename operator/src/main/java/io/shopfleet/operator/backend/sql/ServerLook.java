package io.shopfleet.operator.backend.sql;

import io.shopfleet.operator.database.rights.DatabaseNames;
import io.shopfleet.operator.database.rights.Privilege;
import io.shopfleet.operator.database.rights.Seen;
import io.shopfleet.operator.database.rights.Seen.Membership;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What all databases of a server share, as far as it is about one of them. */
record ServerLook(Session session, String database) {
    private static final String ADMIN = "select rolname, rolsuper from pg_roles where rolname = current_user";

    private static final String DATABASE =
            """
            select datname, oid::bigint as id, pg_get_userbyid(datdba) as owner, datconnlimit from pg_database where datname = ?""";

    private static final String ROLES =
            """
            select r.rolname, d.description, r.rolcanlogin, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolreplication,
              r.rolbypassrls, s.setconfig
            from pg_roles r
            left join pg_shdescription d on d.objoid = r.oid and d.classoid = 'pg_authid'::regclass
            left join pg_database b on b.datname = ?
            left join pg_db_role_setting s on s.setrole = r.oid and s.setdatabase = b.oid
            where r.rolname = ? or starts_with(r.rolname, left(?, 50)) or d.description = ?""";

    private static final String MEMBERSHIPS =
            """
            select g.rolname as role, m.rolname as member, pg_get_userbyid(a.grantor) as grantor,
              a.admin_option, a.inherit_option, a.set_option
            from pg_auth_members a join pg_roles g on g.oid = a.roleid join pg_roles m on m.oid = a.member
            where g.rolname = any(?) or m.rolname = any(?)""";

    private static final String PRIVILEGES =
            """
            select a.grantee::bigint as everybody, pg_get_userbyid(a.grantee) as grantee, a.privilege_type, a.is_grantable
            from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
            where d.datname = ? and a.grantee <> d.datdba and pg_get_userbyid(a.grantee) <> ?""";

    private static final String AVAILABLE = "select name from pg_available_extensions";

    private static final Map<String, String> POWERS = Map.of(
            "rolsuper", "SUPERUSER", "rolcreaterole", "CREATEROLE", "rolcreatedb", "CREATEDB", "rolreplication", "REPLICATION",
            "rolbypassrls", "BYPASSRLS");

    /** Without what only a session in the database sees. */
    Seen see() throws SQLException {
        Seen.Admin admin = session.rows(ADMIN, row -> new Seen.Admin(row.getString(1), row.getBoolean(2))).getFirst();
        Optional<Seen.Database> there = session.rows(DATABASE, ServerLook::database, database).stream().findFirst();
        Map<String, Seen.Role> roles = session.rows(
                        ROLES, ServerLook::role, database, DatabaseNames.KEEPER, database, DatabaseNames.mark(database)).stream()
                .collect(Collectors.toMap(Seen.Role::name, Function.identity()));
        Set<Membership> memberships = new HashSet<>(
                session.rows(MEMBERSHIPS, ServerLook::membership, roles.keySet(), roles.keySet()));
        Set<Privilege> held = new HashSet<>(session.rows(
                PRIVILEGES, row -> privilege(row, Privilege.Target.DATABASE), database, DatabaseNames.KEEPER));
        Set<String> available = Set.copyOf(session.rows(AVAILABLE, row -> row.getString(1)));
        return new Seen(admin, there, roles, memberships, Optional.empty(), held, available);
    }

    private static Seen.Database database(ResultSet row) throws SQLException {
        int limit = row.getInt("datconnlimit");
        return new Seen.Database(row.getString("datname"), row.getLong("id"), row.getString("owner"), limit, limit >= -1);
    }

    private static Seen.Role role(ResultSet row) throws SQLException {
        var powers = new TreeSet<String>();
        for (Map.Entry<String, String> power : POWERS.entrySet()) {
            if (row.getBoolean(power.getKey())) {
                powers.add(power.getValue());
            }
        }
        var settings = new TreeMap<String, String>();
        if (row.getArray("setconfig") != null) {
            for (String setting : (String[]) row.getArray("setconfig").getArray()) {
                String[] both = setting.split("=", 2);
                settings.put(both[0], both[1].replace("\"", ""));
            }
        }
        return new Seen.Role(
                row.getString("rolname"), Optional.ofNullable(row.getString("description")), powers, row.getBoolean("rolcanlogin"),
                settings);
    }

    private static Membership membership(ResultSet row) throws SQLException {
        return new Membership(
                row.getString("role"), row.getString("member"), row.getString("grantor"), row.getBoolean("admin_option"),
                row.getBoolean("inherit_option"), row.getBoolean("set_option"));
    }

    /** In the catalogues everybody is the role 0. */
    static Privilege privilege(ResultSet row, Privilege.Target on) throws SQLException {
        String grantee = row.getLong("everybody") == 0 ? Privilege.EVERYBODY : row.getString("grantee");
        return new Privilege(on, grantee, row.getString("privilege_type"), row.getBoolean("is_grantable"));
    }
}
