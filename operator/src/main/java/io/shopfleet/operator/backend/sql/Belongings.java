package io.shopfleet.operator.backend.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What lies in the schemas of a database and has an owner of its own. */
record Belongings(Session session) {
    /** Sequences of columns go with their tables, and what belongs to an extension stays with it. */
    private static final String OF_OTHERS =
            """
            with named as (
              select n.oid as schema, n.nspname, r.oid as owner from pg_namespace n left join pg_roles r on r.rolname = ?
              where not starts_with(n.nspname, 'pg_') and n.nspname <> 'information_schema'),
            candidates as (
              select named.nspname, 'pg_class'::regclass as class, c.oid as id, c.relkind = 'S' as sequence from pg_class c, named
                where c.relnamespace = named.schema and c.relowner is distinct from named.owner
                  and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
              union all
              select named.nspname, 'pg_proc'::regclass, p.oid, false from pg_proc p, named
                where p.pronamespace = named.schema and p.proowner is distinct from named.owner
              union all
              select named.nspname, 'pg_type'::regclass, t.oid, false
                from pg_type t left join pg_class c on c.oid = t.typrelid, named
                where t.typnamespace = named.schema and t.typowner is distinct from named.owner
                  and (t.typtype in ('e', 'd', 'r') or t.typtype = 'c' and c.relkind = 'c')),
            belongings as (
              select c.* from candidates c where not exists (select from pg_depend d where d.classid = c.class and d.objid = c.id
                and (d.deptype = 'e' or c.sequence and d.deptype in ('a', 'i'))))
            """;

    private static final String COUNTED = OF_OTHERS + "select nspname, count(*) from belongings group by nspname";

    private static final String NAMED = OF_OTHERS
            + "select upper(i.type), i.identity from belongings b, pg_identify_object(b.class, b.id, 0) i where nspname = ? order by b.id";

    /**
     * @param name as the server quotes it
     */
    record Belonging(String kind, String name) {}

    /** By schema; everything where there is no such owner yet. */
    Map<String, Integer> countOfOthers(String owner) throws SQLException {
        var counts = new TreeMap<String, Integer>();
        session.rows(COUNTED, row -> counts.put(row.getString(1), row.getInt(2)), owner);
        return counts;
    }

    List<Belonging> ofOthers(String schema, String owner) throws SQLException {
        return session.rows(NAMED, row -> new Belonging(row.getString(1), row.getString(2)), owner, schema);
    }
}
