package io.shopfleet.operator.database.rights;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that belong to one database on its server. None is longer than the server keeps (63 bytes), since what it cuts
 * off makes two names one.
 *
 * @param database never so long that the name of a group would have to be cut
 * @param schema where the tables of the application lie
 */
public record DatabaseNames(String database, String schema) {
    /** The role that owns all databases. Nobody but the operator is a member, so no application can drop, open or set its own. */
    public static final String KEEPER = "shopfleet_keeper";

    /** What the comment on the keeper says, which belongs to no single database. */
    static final String KEEPER_MARK = "Made by Shopfleet";

    /** Where extensions lie: a schema in which no application can plant anything that would run while one is created. */
    public static final String EXTENSIONS = "extensions";

    /** The longest name of a database: with the longest suffix it is as long as a role's name may be. */
    public static final int LONGEST = 63 - "_readwrite".length();

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Set<String> RESERVED = Set.of("postgres", "template0", "template1", EXTENSIONS, "information_schema");
    private static final int READABLE = 50;

    public DatabaseNames {
        refusal(database).or(() -> refusal(schema)).ifPresent(refusal -> {
            throw new IllegalArgumentException(refusal);
        });
    }

    /** Why this cannot be the name of a database or a schema. The schema of the API says the same; a laxer one may be installed. */
    public static Optional<String> refusal(String name) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST) {
            return Optional.of("a name of a database or schema has lower-case letters, digits and underscores, no digit first, and is "
                    + "at most " + LONGEST + " long");
        }
        boolean reserved = RESERVED.contains(name) || name.startsWith("pg_") || name.startsWith("shopfleet_");
        return reserved ? Optional.of("the name " + name + " is kept for the server or the operator") : Optional.empty();
    }

    /** The role that has these rights; logins act as it. */
    public String group(Group group) {
        return group(database, group);
    }

    public static String group(String database, Group group) {
        return database + "_" + group.name();
    }

    boolean isGroup(String role) {
        return List.of(Group.values()).stream().map(this::group).anyMatch(role::equals);
    }

    /** Where sessions of services look for what they name. */
    String searchPath() {
        return schema + ", " + EXTENSIONS;
    }

    /**
     * A login of one service. It ends in a digest of everything that tells services apart, and so is nobody else's, whatever
     * had to be cut or replaced in front of it.
     *
     * @param slot a or b: while pods change from one password to the next, both work
     */
    public String login(String namespace, String service, char slot) {
        String readable = (database + "_" + service).replace('-', '_');
        String begin = readable.length() > READABLE ? readable.substring(0, READABLE) : readable;
        return begin + "_" + digest(database + "/" + namespace + "/" + service) + "_" + slot;
    }

    /**
     * What the comment on each of its roles says. It tells our roles from others of the same name: only who may administer a role
     * can write its comment, and no application may.
     */
    public static String mark(String database) {
        return KEEPER_MARK + " for the database " + database;
    }

    String mark() {
        return mark(database);
    }

    /** What the comment on this one of its roles says. */
    public String markOf(String role) {
        return role.equals(KEEPER) ? KEEPER_MARK : mark();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
