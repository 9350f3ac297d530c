package io.shopfleet.operator.upgrade;

import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentStatus;
import io.shopfleet.api.v1alpha1.UpgradeTurn;
import io.shopfleet.api.v1alpha1.Upgrades;
import io.shopfleet.operator.rollout.Durations;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whose turn it is. A turn ends when the service has the current template, and not before: one that failed keeps its turn, so
 * that the failure stays to be seen, and nobody else gets one. Nothing else is remembered; a person who mends or removes that
 * service lets the rest go on.
 *
 * @param turns services that may take the current template, in the order in which their turns came
 * @param halted why no other service gets a turn
 * @param open how many services have an older template, those with a turn among them
 * @param deadline when a turn will have taken too long
 */
public record Wave(List<UpgradeTurn> turns, Optional<String> halted, int open, Optional<Instant> deadline) {
    private static final String DEADLINE = "30m";

    /**
     * @param frozen the environment is frozen now
     * @param wasFrozen it was when its status was last told, so that turns that were given before begin anew
     */
    public static Wave of(
            ShopEnvironment environment, boolean frozen, boolean wasFrozen, Collection<Outdated> outdated, Instant now) {
        List<UpgradeTurn> before = Optional.ofNullable(environment.getStatus())
                .map(ShopEnvironmentStatus::upgrading)
                .orElse(List.of());
        if (environment.getSpec() == null) {
            return standing(before);
        }
        Optional<Upgrades> upgrades = Optional.ofNullable(environment.getSpec().upgrades());
        if (upgrades.isPresent() && frozen) {
            return frozen(before, outdated);
        }
        return next(upgrades, wasFrozen ? anew(before, now) : before, outdated, now);
    }

    /** Nobody has a turn where the environment asks for no upgrade; a rollout that was under way goes back. */
    static Wave next(Optional<Upgrades> upgrades, List<UpgradeTurn> before, Collection<Outdated> outdated, Instant now) {
        List<Outdated> open = outdated.stream().sorted(Comparator.comparing(Outdated::id)).toList();
        return upgrades.map(asked -> new Look(asked, before, open, now).wave())
                .orElseGet(() -> new Wave(List.of(), Optional.empty(), open.size(), Optional.empty()));
    }

    /** Of an environment that cannot be read nothing is known; what was decided stands. */
    private static Wave standing(List<UpgradeTurn> before) {
        return new Wave(before, Optional.empty(), 0, Optional.empty());
    }

    /** In a freeze nobody gets a turn, and no time counts: a candidate is held, through no fault of its own. */
    private static Wave frozen(List<UpgradeTurn> before, Collection<Outdated> outdated) {
        List<UpgradeTurn> staying = before.stream().filter(turn -> find(turn, outdated).isPresent()).toList();
        return new Wave(staying, Optional.empty(), outdated.size(), Optional.empty());
    }

    /** The same turns, as if they came now. */
    private static List<UpgradeTurn> anew(List<UpgradeTurn> turns, Instant now) {
        return turns.stream().map(turn -> new UpgradeTurn(turn.service(), now.toString())).toList();
    }

    private static Optional<Outdated> find(UpgradeTurn turn, Collection<Outdated> outdated) {
        return outdated.stream().filter(one -> one.id().toString().equals(turn.service())).findFirst();
    }

    private record Look(Upgrades upgrades, List<UpgradeTurn> before, List<Outdated> open, Instant now) {

        Wave wave() {
            List<UpgradeTurn> staying = before.stream().filter(turn -> find(turn).isPresent()).toList();
            Optional<String> halted = staying.stream().flatMap(turn -> trouble(turn).stream()).findFirst();
            List<UpgradeTurn> turns = halted.isPresent()
                    ? staying
                    : Stream.concat(staying.stream(), fresh(staying).map(this::turn)).toList();
            Optional<Instant> deadline = turns.stream().map(this::deadline).filter(now::isBefore).min(Comparator.naturalOrder());
            return new Wave(turns, halted, open.size(), deadline);
        }

        /** Services that are in trouble anyway get no turn, and nobody waits for them. */
        private Stream<Outdated> fresh(List<UpgradeTurn> staying) {
            Predicate<Outdated> under = one -> staying.stream().anyMatch(turn -> turn.service().equals(one.id().toString()));
            List<Outdated> able = open.stream().filter(one -> one.settled() && !under.test(one)).toList();
            List<Outdated> first = Stream.concat(able.stream(), open.stream().filter(under)).toList();
            List<Outdated> free = able.stream().filter(one -> !one.waitsFor(first.stream().map(Outdated::id))).toList();
            boolean onlyCycles = free.isEmpty() && staying.isEmpty();
            return (onlyCycles ? able.stream().limit(1) : free.stream()).limit(Math.max(0, atOnce() - staying.size()));
        }

        private Optional<String> trouble(UpgradeTurn turn) {
            return find(turn)
                    .flatMap(Outdated::trouble)
                    .or(() -> Optional.of("it did not arrive within " + given())
                            .filter(words -> !now.isBefore(deadline(turn))))
                    .map(words -> turn.service() + ": " + words);
        }

        private Optional<Outdated> find(UpgradeTurn turn) {
            return Wave.find(turn, open);
        }

        private UpgradeTurn turn(Outdated one) {
            return new UpgradeTurn(one.id().toString(), now.toString());
        }

        private Instant deadline(UpgradeTurn turn) {
            return Instant.parse(turn.since()).plus(Durations.parse(given()));
        }

        /** A looser schema gives no default. */
        private String given() {
            return upgrades.deadline() == null ? DEADLINE : upgrades.deadline();
        }

        /** As above. */
        private int atOnce() {
            return upgrades.atOnce() == null ? 1 : upgrades.atOnce();
        }
    }
}
