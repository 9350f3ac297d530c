package io.shopfleet.operator.packaged;

import java.util.List;

/** A page of metrics as Prometheus scrapes it. */
record Metrics(String page) {

    /** The series whose names begin like this, each with its value. */
    List<String> series(String prefix) {
        return page.lines().filter(line -> line.startsWith(prefix)).toList();
    }

    double sum(String prefix) {
        List<String> found = series(prefix);
        if (found.isEmpty()) {
            throw new AssertionError("no series " + prefix + "… on the page:\n" + page);
        }
        return found.stream().mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }
}
