package io.shopfleet.operator.dependency;

import java.util.Optional;

/** What a dependant asks of the version that its provider serves. */
record MinimumVersion(String wanted) {

    boolean metBy(String served) {
        return served.equals(wanted)
                || comparable(served) && parsed(served).orElseThrow().compareTo(parsed(wanted).orElseThrow()) >= 0;
    }

    /** What is wanted, in words. */
    String words() {
        return parsed(wanted).isPresent() ? wanted + " or later" : wanted;
    }

    /** What to say of a version that will not do. */
    String refusal(String served) {
        String serves = "serves version " + (served.isEmpty() ? "unknown" : served);
        return comparable(served)
                ? serves + ", and " + words() + " is wanted; roll out a later version of it, or lower minVersion"
                : serves + ", and exactly " + wanted + " is wanted, because the two cannot be compared as semantic versions;"
                        + " roll that version out, or change minVersion";
    }

    private boolean comparable(String served) {
        return parsed(served).isPresent() && parsed(wanted).isPresent();
    }

    private static Optional<SemanticVersion> parsed(String version) {
        return SemanticVersion.parse(version);
    }
}
