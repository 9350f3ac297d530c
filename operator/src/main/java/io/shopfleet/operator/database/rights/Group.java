package io.shopfleet.operator.database.rights;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a service may do in a database. Each is a role that nobody can log in as; the names are the suffixes of the roles. */
public enum Group {
    /** Owns the schema and all that is made in it. */
    owner(List.of("CONNECT", "TEMPORARY"), List.of(), List.of(), List.of()),
    readwrite(
            List.of("CONNECT", "TEMPORARY"),
            List.of("USAGE"),
            List.of("SELECT", "INSERT", "UPDATE", "DELETE"),
            List.of("SELECT", "UPDATE", "USAGE")),
    read(List.of("CONNECT"), List.of("USAGE"), List.of("SELECT"), List.of("SELECT"));

    private final List<String> database;
    private final List<String> schema;
    private final List<String> tables;
    private final List<String> sequences;

    Group(List<String> database, List<String> schema, List<String> tables, List<String> sequences) {
        this.database = database;
        this.schema = schema;
        this.tables = tables;
        this.sequences = sequences;
    }

    /** What the group has, in the server's words. */
    SortedSet<Privilege> privileges(DatabaseNames names) {
        var all = new TreeSet<Privilege>();
        String role = names.group(this);
        for (Privilege.Kind kind : Privilege.Kind.values()) {
            String schema = kind == Privilege.Kind.Database ? "" : names.schema();
            of(kind).forEach(name -> all.add(new Privilege(new Privilege.Target(kind, schema), role, name, false)));
        }
        return all;
    }

    private List<String> of(Privilege.Kind kind) {
        return switch (kind) {
            case Database -> database;
            case Schema -> schema;
            case Tables, LaterTables -> tables;
            case Sequences, LaterSequences -> sequences;
        };
    }
}
