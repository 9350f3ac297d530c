package io.shopfleet.operator.plan;

import io.shopfleet.api.v1alpha1.CommandOutcome;
import io.shopfleet.api.v1alpha1.CommandStatus;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import java.util.List;
import java.util.Optional;

/**
 * What status remembers besides the position.
 *
 * @param kept revisions that are kept to return to at the recorded position, the one that was replaced last first
 * @param history the same at the next position
 * @param command the last command, and what became of it
 */
public record Ledger(List<String> kept, List<String> history, Optional<CommandStatus> command) {

    /** For a plan that was not applied whole: what it asked for is not recorded; that it refused something is. */
    public Ledger held(ShopServiceStatus before) {
        boolean refused = command.filter(some -> some.outcome() == CommandOutcome.Refused).isPresent();
        return new Ledger(
                kept, kept, refused ? command : Optional.ofNullable(before).map(ShopServiceStatus::command));
    }
}
