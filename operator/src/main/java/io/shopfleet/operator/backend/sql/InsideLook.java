package io.shopfleet.operator.backend.sql;

import io.shopfleet.operator.database.DatabaseNames;
import io.shopfleet.operator.database.Group;
import io.shopfleet.operator.database.Privilege;
import io.shopfleet.operator.database.Privilege.Kind;
import io.shopfleet.operator.database.Privilege.Target;
import io.shopfleet.operator.database.Seen;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What only a session in a database sees. Privileges on many things of one kind are counted by the server, not listed. */
record InsideLook(Session session, DatabaseNames names) {
    private static final String SCHEMAS =
            "select nspname, pg_get_userbyid(nspowner) as owner from pg_namespace where nspname = any(?)";

    private static final String SCHEMA_PRIVILEGES =
            """
            select n.nspname, a.grantee::bigint as everybody, pg_get_userbyid(a.grantee) as grantee, a.privilege_type, a.is_grantable
            from pg_namespace n, aclexplode(n.nspacl) a
            where n.nspname = any(?) and a.grantee <> n.nspowner and not (n.nspname = ? and pg_get_userbyid(a.grantee) = ?)""";

    private static final String LATER_PRIVILEGES =
            """
            select d.defaclobjtype, a.grantee::bigint as everybody, pg_get_userbyid(a.grantee) as grantee, a.privilege_type,
              a.is_grantable
            from pg_default_acl d, aclexplode(d.defaclacl) a
            where d.defaclrole = (select oid from pg_roles where rolname = ?)
              and d.defaclnamespace = (select oid from pg_namespace where nspname = ?)
              and d.defaclobjtype in ('r', 'S') and a.grantee <> d.defaclrole""";

    /** What belongs to an extension is the extension's. A privilege on a column counts like one on its table. */
    private static final String RELATIONS =
            """
            with relations as (
              select c.oid, c.relowner, c.relacl, case c.relkind when 'S' then 'Sequences' else 'Tables' end as kind from pg_class c
              where c.relnamespace = (select oid from pg_namespace where nspname = ?)
                and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
                and not exists (select from pg_depend d
                  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')),
            privileges as (
              select r.kind, r.oid, r.relowner, true as whole, a.* from relations r, aclexplode(r.relacl) a
              union all
              select r.kind, r.oid, r.relowner, false, a.* from relations r
                join pg_attribute t on t.attrelid = r.oid and not t.attisdropped, aclexplode(t.attacl) a)
            select k.kind, p.grantee::bigint as everybody, pg_get_userbyid(p.grantee) as grantee, p.privilege_type, p.is_grantable,
              count(distinct p.oid) filter (where p.whole) = k.total as everywhere
            from (select kind, count(*) as total from relations group by kind) k
            left join privileges p
              on p.kind = k.kind and p.grantee <> p.relowner and pg_get_userbyid(p.grantee) <> ?
            group by k.kind, k.total, p.grantee, p.privilege_type, p.is_grantable""";

    private static final List<Kind> EXISTING = List.of(Kind.Tables, Kind.Sequences);

    /** Together with what was seen of the server. */
    Seen see(Seen server) throws SQLException {
        var held = new HashSet<>(server.held());
        var partly = new HashSet<Privilege>();
        var vacant = new HashSet<Target>();
        EXISTING.forEach(kind -> vacant.add(new Target(kind, names.schema())));
        held.addAll(ofSchemas());
        held.addAll(session.rows(LATER_PRIVILEGES, row -> ServerLook.privilege(row, new Target(
                row.getString(1).equals("S") ? Kind.LaterSequences : Kind.LaterTables, names.schema())), owner(), names.schema()));
        session.rows(RELATIONS, row -> {
            Target target = new Target(Kind.valueOf(row.getString("kind")), names.schema());
            vacant.remove(target);
            if (row.getString("privilege_type") != null) {
                (row.getBoolean("everywhere") ? held : partly).add(ServerLook.privilege(row, target));
            }
            return target;
        }, names.schema(), owner());
        var inside = new Seen.Inside(
                schemas(), Set.copyOf(session.rows("select extname from pg_extension", row -> row.getString(1))), partly, vacant,
                new Belongings(session).ofOthers(names.schema(), owner()).size());
        return server.with(inside, held);
    }

    private Map<String, String> schemas() throws SQLException {
        var schemas = new TreeMap<String, String>();
        session.rows(SCHEMAS, row -> schemas.put(row.getString(1), row.getString(2)), looked());
        return schemas;
    }

    private List<Privilege> ofSchemas() throws SQLException {
        return session.rows(
                SCHEMA_PRIVILEGES, row -> ServerLook.privilege(row, new Target(Kind.Schema, row.getString(1))), looked(),
                names.schema(), owner());
    }

    private Set<String> looked() {
        return names.schema().equals("public")
                ? Set.of("public", DatabaseNames.EXTENSIONS) : Set.of(names.schema(), "public", DatabaseNames.EXTENSIONS);
    }

    private String owner() {
        return names.group(Group.owner);
    }
}
