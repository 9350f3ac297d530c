package io.shopfleet.operator.backend.sql;

import java.sql.SQLException;
import java.util.List;

/** What lies in a schema and has an owner of its own. */
record Belongings(Session session) {
    /** Sequences of columns go with their tables, and what belongs to an extension stays with it. */
    private static final String OF_OTHERS =
            """
            with named as (
              select n.oid as schema, r.oid as owner from pg_namespace n left join pg_roles r on r.rolname = ?
                where n.nspname = ?),
            belongings as (
              select 'pg_class'::regclass as class, c.oid as id from pg_class c, named
                where c.relnamespace = named.schema and c.relowner is distinct from named.owner and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
              union all
              select 'pg_proc'::regclass, p.oid from pg_proc p, named
                where p.pronamespace = named.schema and p.proowner is distinct from named.owner
              union all
              select 'pg_type'::regclass, t.oid from pg_type t left join pg_class c on c.oid = t.typrelid, named
                where t.typnamespace = named.schema and t.typowner is distinct from named.owner
                  and (t.typtype in ('e', 'd', 'r') or t.typtype = 'c' and c.relkind = 'c'))
            select upper(i.type) as kind, i.identity
            from belongings b, pg_identify_object(b.class, b.id, 0) i
            where not exists (select from pg_depend d where d.classid = b.class and d.objid = b.id
              and (d.deptype = 'e' or i.type = 'sequence' and d.deptype in ('a', 'i')))
            order by b.id""";

    /**
     * @param name as the server quotes it
     */
    record Belonging(String kind, String name) {}

    /** Everything in the schema where there is no such owner yet. */
    List<Belonging> ofOthers(String schema, String owner) throws SQLException {
        return session.rows(OF_OTHERS, row -> new Belonging(row.getString(1), row.getString(2)), owner, schema);
    }
}
