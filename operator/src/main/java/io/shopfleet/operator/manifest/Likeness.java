package io.shopfleet.operator.manifest;

import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody meant. */
final class Likeness {
    /** More changes than this make another word of it. */
    private static final int FAR = 3;

    private Likeness() {}

    static Optional<String> nearest(String word, Iterator<String> known) {
        String best = null;
        int least = Math.min(FAR, Math.max(1, word.length() / 2));
        while (known.hasNext()) {
            String candidate = known.next();
            int changes = changes(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (changes < least || best == null && changes == least) {
                best = candidate;
                least = changes;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Letters to put in, take out or replace (Levenshtein). */
    private static int changes(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int same = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(same, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
