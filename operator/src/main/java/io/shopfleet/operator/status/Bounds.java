package io.shopfleet.operator.status;

import io.shopfleet.api.v1alpha1.Problem;

/** The schema bounds every text of the status; one that is longer would have the whole status refused. */
final class Bounds {
    private static final int MESSAGE = 1024;
    private static final int PATH = 512;

    private Bounds() {}

    static String message(String text) {
        return cut(text, MESSAGE);
    }

    static Problem problem(Problem problem) {
        return new Problem(
                cut(problem.path(), PATH),
                problem.severity(),
                problem.reason(),
                message(problem.message()),
                message(problem.hint()));
    }

    private static String cut(String text, int limit) {
        return text == null || text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
    }
}
