package io.shopfleet.operator.cachespace;

import io.shopfleet.api.v1alpha1.CacheAccess;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a user: its prefix, and commands from a list of what is allowed, so that what a newer server or a module brings
 * stays closed.
 */
final class Rights {
    private static final List<String> READ = List.of(
            "-@all", "+@read", "+@connection", "+@transaction", "+acl|whoami",
            "+subscribe", "+psubscribe", "+ssubscribe", "+unsubscribe", "+punsubscribe", "+sunsubscribe");

    private static final List<String> WRITE = List.of("+@write", "+publish", "+spublish");

    /**
     * Commands that reach past the prefix. Of the whole server: those of an administrator, and scripts, which hold up everybody
     * while they run and are kept in one place for all. Of other key spaces: what lists their keys ({@code scan},
     * {@code randomkey}, {@code dbsize}, and {@code client tracking}, which tells changes of any key). To another database,
     * where nobody looks for keys of this space: {@code select} and {@code move}.
     */
    private static final List<String> NEVER = List.of(
            "-@admin", "-@dangerous", "-@scripting", "-scan", "-randomkey", "-dbsize", "-client|tracking", "-select", "-move");

    private Rights() {}

    static List<String> commands(CacheAccess access) {
        var rules = new ArrayList<>(READ);
        if (access == CacheAccess.ReadWrite) {
            rules.addAll(WRITE);
        }
        rules.addAll(NEVER);
        return rules;
    }

    static String keys(CacheAccess access, String prefix) {
        return (access == CacheAccess.ReadWrite ? "~" : "%R~") + prefix + "*";
    }

    static String channels(String prefix) {
        return "&" + prefix + "*";
    }
}
