package io.shopfleet.operator.database.rights;

import java.util.Comparator;

/**
 * One thing that a role may do.
 *
 * @param name in the server's words, as SELECT
 * @param grantable the role may pass it on
 */
public record Privilege(Target on, String grantee, String name, boolean grantable) implements Comparable<Privilege> {
    /** Whoever may log in to the server. No role can have this name. */
    public static final String EVERYBODY = "public";

    private static final Comparator<Privilege> ORDER = Comparator.comparing(Privilege::on).thenComparing(Privilege::grantee)
            .thenComparing(Privilege::name).thenComparing(Privilege::grantable);

    /** What privileges are about. */
    public enum Kind {
        Database("the database"),
        Schema("schema"),
        Tables("the tables of schema"),
        Sequences("the sequences of schema"),
        LaterTables("later tables of schema"),
        LaterSequences("later sequences of schema");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** @param schema empty for the database itself */
    public record Target(Kind kind, String schema) implements Comparable<Target> {
        public static final Target DATABASE = new Target(Kind.Database, "");

        private static final Comparator<Target> ORDER = Comparator.comparing(Target::kind).thenComparing(Target::schema);

        @Override
        public int compareTo(Target other) {
            return ORDER.compare(this, other);
        }

        String words() {
            return schema.isEmpty() ? kind.words : kind.words + " " + schema;
        }
    }

    static Privilege connect(String role) {
        return new Privilege(Target.DATABASE, role, "CONNECT", false);
    }

    @Override
    public int compareTo(Privilege other) {
        return ORDER.compare(this, other);
    }
}
