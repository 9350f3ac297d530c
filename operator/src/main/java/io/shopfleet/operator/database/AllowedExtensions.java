package io.shopfleet.operator.database;

import io.shopfleet.api.v1alpha1.DatabaseRules;
import java.util.List;

/** Extensions that teams may ask for. Those that reach files, other servers or the whole server are not among them. */
final class AllowedExtensions {
    private static final List<String> HARMLESS = List.of(
            "btree_gin", "btree_gist", "citext", "fuzzystrmatch", "hstore", "intarray", "ltree", "pg_trgm", "pgcrypto", "unaccent",
            "uuid-ossp");

    private AllowedExtensions() {}

    static List<String> of(DatabaseRules rules) {
        return rules.allowedExtensions().isEmpty() ? HARMLESS : rules.allowedExtensions();
    }
}
