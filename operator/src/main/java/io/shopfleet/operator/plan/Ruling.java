package io.shopfleet.operator.plan;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.command.Commands;
import io.shopfleet.operator.command.Commands.Taken;
import io.shopfleet.operator.command.Standing;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.rollout.Position;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a command that was just given does to the pass, and what is to be remembered of it and of those before. */
record Ruling(ShopService service, Standing standing, Optional<Taken> taken, int limit) {
    private static final int MOST = 20;

    static Ruling of(ShopService service, Position at, Aim aim, Fleet fleet, Supplier<String> foretold) {
        int limit = limit(service.getSpec());
        List<String> kept = History.of(service.getStatus(), at, fleet, limit);
        var standing = new Standing(at, aim.revision(), aim.id(), kept, fleet, obstacle(service), foretold);
        return new Ruling(service, standing, Commands.take(service, standing), limit);
    }

    /** The schema has a default; a spec that cannot be read is no reason to forget anything. */
    private static int limit(ShopServiceSpec spec) {
        if (spec == null) {
            return MOST;
        }
        return spec.rollout() == null || spec.rollout().history() == null ? 3 : spec.rollout().history();
    }

    /** Why nothing of the service is changed. */
    static Optional<String> obstacle(ShopService service) {
        if (service.getSpec() == null) {
            return Optional.of("the specification cannot be read");
        }
        if (Commands.isHeld(service)) {
            return Optional.of("the annotation shopfleet.io/plan is there");
        }
        return Boolean.TRUE.equals(service.getSpec().paused()) ? Optional.of("spec.paused is true") : Optional.empty();
    }

    /** The position that the command asks for; a pass that takes one up moves nothing else. While paused, nothing moves. */
    Optional<Position> next() {
        return standing.obstacle().isPresent() ? Optional.of(standing.at()) : taken.flatMap(Taken::next);
    }

    List<String> kept() {
        return standing.history();
    }

    Ledger ledger(Position next) {
        return new Ledger(
                kept(),
                History.after(kept(), standing.at(), next, standing.fleet(), limit),
                taken.map(Taken::status)
                        .or(() -> Optional.ofNullable(service.getStatus()).map(ShopServiceStatus::command))
                        .map(command -> Commands.followed(command, next, standing)));
    }
}
