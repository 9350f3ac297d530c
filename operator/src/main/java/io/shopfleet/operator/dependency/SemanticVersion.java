package io.shopfleet.operator.dependency;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version that can be compared, as semver.org orders them: 1.4.0-rc.1 comes before 1.4.0. Numbers stay digits, because
 * people put dates and build numbers there that no number type of the libraries for this holds.
 *
 * @param numbers major, minor and patch; 1.4 stands for 1.4.0
 * @param preRelease identifiers after the hyphen; none in a release
 */
record SemanticVersion(List<String> numbers, List<String> preRelease) implements Comparable<SemanticVersion> {
    private static final String NUMBER = "(0|[1-9][0-9]*)";
    private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
    private static final Pattern SYNTAX = Pattern.compile("v?" + NUMBER + "(?:[.]" + NUMBER + "(?:[.]" + NUMBER
            + "(?:-(" + IDENTIFIER + "(?:[.]" + IDENTIFIER + ")*))?)?)?");

    private static final Comparator<String> AS_NUMBERS =
            Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder());

    static Optional<SemanticVersion> parse(String text) {
        Matcher version = SYNTAX.matcher(text);
        return version.matches()
                ? Optional.of(new SemanticVersion(
                        List.of(version.group(1), orZero(version.group(2)), orZero(version.group(3))),
                        version.group(4) == null ? List.of() : List.of(version.group(4).split("[.]"))))
                : Optional.empty();
    }

    private static String orZero(String number) {
        return number == null ? "0" : number;
    }

    @Override
    public int compareTo(SemanticVersion other) {
        int byNumbers = compare(numbers, other.numbers);
        if (byNumbers != 0 || preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return byNumbers != 0 ? byNumbers : Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        return compare(preRelease, other.preRelease);
    }

    /** The first difference counts; of two that begin alike the longer one is later. */
    private static int compare(List<String> some, List<String> others) {
        for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
            int difference = compare(some.get(i), others.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(some.size(), others.size());
    }

    /** Numbers come before words. */
    private static int compare(String one, String other) {
        boolean number = isNumber(one);
        if (number != isNumber(other)) {
            return number ? -1 : 1;
        }
        return number ? AS_NUMBERS.compare(one, other) : one.compareTo(other);
    }

    private static boolean isNumber(String identifier) {
        return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
