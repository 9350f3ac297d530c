package io.shopfleet.operator.backend.sql;

import io.shopfleet.operator.database.rights.DatabaseNames;
import io.shopfleet.operator.database.rights.Group;
import io.shopfleet.operator.database.rights.Privilege;
import io.shopfleet.operator.database.rights.Privilege.Kind;
import io.shopfleet.operator.database.rights.Privilege.Target;
import io.shopfleet.operator.database.rights.Seen;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/** What only a session in a database sees. Privileges on many things of one kind are counted by the server, not listed. */
record InsideLook(Session session, String database) {
    private static final String SCHEMAS =
            """
            select nspname, pg_get_userbyid(nspowner) as owner from pg_namespace
            where not starts_with(nspname, 'pg_') and nspname <> 'information_schema'""";

    private static final String SCHEMA_PRIVILEGES =
            """
            select n.nspname, a.grantee::bigint as everybody, pg_get_userbyid(a.grantee) as grantee, a.privilege_type, a.is_grantable
            from pg_namespace n, aclexplode(n.nspacl) a
            where not starts_with(n.nspname, 'pg_') and n.nspname <> 'information_schema' and a.grantee <> n.nspowner""";

    private static final String LATER_PRIVILEGES =
            """
            select n.nspname, d.defaclobjtype, a.grantee::bigint as everybody, pg_get_userbyid(a.grantee) as grantee,
              a.privilege_type, a.is_grantable
            from pg_default_acl d join pg_namespace n on n.oid = d.defaclnamespace, aclexplode(d.defaclacl) a
            where d.defaclrole = (select oid from pg_roles where rolname = ?)
              and d.defaclobjtype in ('r', 'S') and a.grantee <> d.defaclrole""";

    /** What belongs to an extension is the extension's. A privilege on a column counts like one on its table. */
    private static final String RELATIONS =
            """
            with relations as (
              select n.nspname, c.oid, c.relowner, c.relacl, case c.relkind when 'S' then 'Sequences' else 'Tables' end as kind
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
                and not starts_with(n.nspname, 'pg_') and n.nspname <> 'information_schema'
                and not exists (select from pg_depend d
                  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')),
            privileges as (
              select r.nspname, r.kind, r.oid, r.relowner, true as whole, a.* from relations r, aclexplode(r.relacl) a
              union all
              select r.nspname, r.kind, r.oid, r.relowner, false, a.* from relations r
                join pg_attribute t on t.attrelid = r.oid and not t.attisdropped, aclexplode(t.attacl) a)
            select k.nspname, k.kind, p.grantee::bigint as everybody, pg_get_userbyid(p.grantee) as grantee, p.privilege_type,
              p.is_grantable, count(distinct p.oid) filter (where p.whole) = k.total as everywhere
            from (select nspname, kind, count(*) as total from relations group by nspname, kind) k
            left join privileges p on p.nspname = k.nspname and p.kind = k.kind and p.grantee <> p.relowner
            group by k.nspname, k.kind, k.total, p.grantee, p.privilege_type, p.is_grantable""";

    /** Together with what was seen of the server. */
    Seen see(Seen server) throws SQLException {
        String owner = DatabaseNames.group(database, Group.owner);
        var held = new HashSet<>(server.held());
        var partly = new HashSet<Privilege>();
        var present = new HashSet<Target>();
        held.addAll(session.rows(
                SCHEMA_PRIVILEGES, row -> ServerLook.privilege(row, new Target(Kind.Schema, row.getString("nspname")))));
        held.addAll(session.rows(LATER_PRIVILEGES, row -> ServerLook.privilege(row, later(row)), owner));
        session.rows(RELATIONS, row -> {
            var target = new Target(Kind.valueOf(row.getString("kind")), row.getString("nspname"));
            if (row.getString("privilege_type") != null) {
                (row.getBoolean("everywhere") ? held : partly).add(ServerLook.privilege(row, target));
            }
            return present.add(target);
        });
        var schemas = new TreeMap<String, String>();
        session.rows(SCHEMAS, row -> schemas.put(row.getString(1), row.getString(2)));
        Set<String> extensions = Set.copyOf(session.rows("select extname from pg_extension", row -> row.getString(1)));
        return server.with(new Seen.Inside(schemas, extensions, partly, present, new Belongings(session).countOfOthers(owner)), held);
    }

    private static Target later(ResultSet row) throws SQLException {
        return new Target(
                row.getString("defaclobjtype").equals("S") ? Kind.LaterSequences : Kind.LaterTables, row.getString("nspname"));
    }
}
