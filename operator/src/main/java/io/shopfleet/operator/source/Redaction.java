package io.shopfleet.operator.source;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What a program says, without the secrets that it was given.
 *
 * @param secrets longest first, so that none is left in pieces
 */
public record Redaction(List<String> secrets) {
    /** Shorter ones hide nothing and would blot out everything. */
    private static final int SHORTEST = 6;
    private static final String BLOT = "•••";

    /**
     * @param contents of what the program was given
     * @param open values among them that anybody may read, such as the name of a host
     */
    public static Redaction of(Collection<Content> contents, Set<String> open) {
        return new Redaction(contents.stream()
                .flatMap(content -> content.values().values().stream())
                .flatMap(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8).lines())
                .map(String::strip)
                .filter(text -> text.length() >= SHORTEST && !open.contains(text))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList());
    }

    public String in(String text) {
        String left = text;
        for (String secret : secrets) {
            left = left.replace(secret, BLOT);
        }
        return left;
    }
}
