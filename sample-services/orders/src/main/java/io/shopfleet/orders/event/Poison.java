package io.shopfleet.orders.event;

/** A message that nobody can read, now or later. The text says what is wrong with it. */
final class Poison extends Exception {

    Poison(String reason) {
        super(reason, null, false, false);
    }
}
