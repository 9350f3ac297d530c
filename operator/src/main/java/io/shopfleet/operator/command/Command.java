package io.shopfleet.operator.command;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A command as people write it: {@code <verb> [argument] id=<id>}.
 *
 * @param id empty when the text cannot be read; such a command is known by its text alone
 */
record Command(String text, Optional<String> id, String verb, Optional<String> argument) {
    static final String PLAN = "plan";
    private static final String ID = "[A-Za-z0-9._-]{1,63}";
    private static final int TEXT = 253;
    private static final Pattern SYNTAX = Pattern.compile("(\\S+)(?:\\s+(\\S+))?\\s+id=(" + ID + ")");

    /** Empty when no command is given. */
    static Optional<Command> read(String annotation) {
        String text = annotation == null ? "" : annotation.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var matcher = SYNTAX.matcher(text);
        return Optional.of(
                matcher.matches()
                        ? new Command(
                                cut(text), Optional.of(matcher.group(3)), matcher.group(1), Optional.ofNullable(matcher.group(2)))
                        : new Command(cut(text), Optional.empty(), "", Optional.empty()));
    }

    /** The question what would be done; empty when nobody asks. */
    static Optional<Command> plan(String annotation) {
        String id = annotation == null ? "" : annotation.strip();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        boolean readable = id.matches(ID);
        return Optional.of(new Command(
                cut(PLAN + " id=" + id), readable ? Optional.of(id) : Optional.empty(), PLAN, Optional.empty()));
    }

    private static String cut(String text) {
        return text.length() <= TEXT ? text : text.substring(0, TEXT);
    }

    /** The command that status tells of, or one before it. */
    boolean isOneOf(Optional<String> last, String lastText, List<String> earlier) {
        return id.isPresent() ? id.equals(last) || earlier.contains(id.get()) : last.isEmpty() && text.equals(lastText);
    }
}
