package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

@JsonClassDescription("What teams may ask of databases.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DatabaseRules(
        @JsonPropertyDescription("Put before the name of every database; {namespace} stands for the namespace of the ShopDatabase, with "
                + "underscores for hyphens, and keeps teams out of each other's names. Changing it later leaves databases where they "
                + "are and makes their ShopDatabases NotSupported. Default: {namespace}_.")
        @Default("\"{namespace}_\"")
        @Size(max = 60)
        @Pattern(Syntax.DATABASE_PREFIX)
        String prefix,

        @JsonPropertyDescription("Extensions that teams may ask for. Another one makes the ShopDatabase NotSupported. Absent: btree_gin, "
                + "btree_gist, citext, fuzzystrmatch, hstore, intarray, ltree, pg_trgm, pgcrypto, unaccent and uuid-ossp. At most 64.")
        @Size(max = 64)
        List<@Size(min = 1, max = Syntax.LABEL) @Pattern(Syntax.EXTENSION) String> allowedExtensions) {

    public DatabaseRules {
        prefix = prefix == null ? "{namespace}_" : prefix;
        allowedExtensions = allowedExtensions == null ? List.of() : allowedExtensions;
    }
}
