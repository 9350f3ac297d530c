package io.shopfleet.operator.fleet;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What runs: a revision, and the epoch of credentials that its pods read. A revision that names no Secret runs without. */
public record Pair(String revision, Optional<Long> epoch) {
    private static final Pattern WITH_EPOCH = Pattern.compile("(.+)-([0-9]{1,18})");

    public static Pair of(String revision, Long epoch) {
        return new Pair(revision, Optional.ofNullable(epoch));
    }

    /** From an identifier, which is that of the revision where there is no epoch. */
    public static Pair of(String id) {
        Matcher matcher = WITH_EPOCH.matcher(id);
        return matcher.matches() ? of(matcher.group(1), Long.valueOf(matcher.group(2))) : of(id, null);
    }

    /** Of a Deployment or its pods, or of a Job. */
    public static Optional<Pair> of(Map<String, String> labels) {
        String epoch = labels.getOrDefault(Marks.EPOCH, "");
        return Optional.ofNullable(labels.get(Marks.REVISION))
                .map(revision -> of(revision, epoch.matches("[0-9]{1,18}") ? Long.valueOf(epoch) : null));
    }

    /** By which its Deployment and pods are told from those of others. */
    public SortedMap<String, String> labels() {
        var labels = new TreeMap<>(Map.of(Marks.REVISION, revision));
        epoch.ifPresent(number -> labels.put(Marks.EPOCH, number.toString()));
        return labels;
    }

    /** In names of objects, and wherever a rollout speaks of what it moves. */
    public String id() {
        return revision + epoch.map(number -> "-" + number).orElse("");
    }

    public String words() {
        return "revision " + revision + epoch.map(number -> ", epoch " + number).orElse("");
    }
}
