package io.shopfleet.operator.command;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The commands there are, by the word that people write. */
enum Verb {
    ROLLBACK("rollback", new RollBack()),
    RETRY("retry", new Retry());

    private final String word;
    private final Order order;

    Verb(String word, Order order) {
        this.word = word;
        this.order = order;
    }

    Order order() {
        return order;
    }

    static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word.equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(verb -> verb.word).collect(Collectors.joining(", "));
    }
}
