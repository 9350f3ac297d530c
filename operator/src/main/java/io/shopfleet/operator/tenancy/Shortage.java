package io.shopfleet.operator.tenancy;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A limit that a service does not fit into.
 *
 * @param users what the others hold of it, by name
 */
public record Shortage(Limit limit, BigDecimal allowed, BigDecimal needed, Map<String, BigDecimal> users) {
    /** The message has to fit into the status. */
    private static final int NAMED = 5;

    private BigDecimal used() {
        return users.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What the others use together, and who uses most. */
    public String usage() {
        List<Map.Entry<String, BigDecimal>> most = users.entrySet().stream()
                .filter(user -> user.getValue().signum() > 0)
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        if (most.isEmpty()) {
            return "the others use nothing";
        }
        String named = most.stream().limit(NAMED)
                .map(user -> limit == Limit.services ? user.getKey() : user.getKey() + " " + limit.words(user.getValue()))
                .collect(Collectors.joining(", "));
        int more = most.size() - NAMED;
        return "the others use " + limit.words(used()) + " (" + named + (more > 0 ? " and " + more + " more" : "") + ")";
    }
}
