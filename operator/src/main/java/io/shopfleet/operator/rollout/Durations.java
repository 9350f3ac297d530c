package io.shopfleet.operator.rollout;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the API writes them: 90s, 10m, 1h30m. */
public final class Durations {
    private static final Pattern SYNTAX = Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,4})m)?(?:(\\d{1,5})s)?");
    private static final Duration PROGRESS_DEADLINE = Duration.ofMinutes(10);

    private Durations() {}

    /** The schema refuses anything else and has a default; what slipped past a looser one falls back to it. */
    public static Duration parse(String text) {
        Matcher matcher = SYNTAX.matcher(text == null ? "" : text);
        if (!matcher.matches() || text == null || text.isEmpty()) {
            return PROGRESS_DEADLINE;
        }
        return Duration.ofHours(part(matcher, 1)).plusMinutes(part(matcher, 2)).plusSeconds(part(matcher, 3));
    }

    private static long part(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }
}
