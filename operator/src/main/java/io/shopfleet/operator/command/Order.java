package io.shopfleet.operator.command;

import java.util.Optional;

/** One thing that people can ask for. A new one is one file here and one line in {@link Verb}. */
interface Order {

    Answer answer(Optional<String> argument, Standing standing);
}
