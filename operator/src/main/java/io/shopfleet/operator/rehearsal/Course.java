package io.shopfleet.operator.rehearsal;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.operator.cluster.Pass.Look;
import io.shopfleet.operator.cluster.reading.Unreadable;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.RecordedPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What happened to one service in a rehearsal. */
final class Course {
    /** Its objects before the first pass. */
    SortedMap<ObjectKey, HasMetadata> before = new TreeMap<>();

    /** Recorded one after another. */
    final List<Position> positions = new ArrayList<>();

    /** Why nothing more is known of it. */
    Optional<Unreadable> obstacle = Optional.empty();

    Look first;
    Look last;

    void add(Look look) {
        if (first == null) {
            first = look;
            if (adopts(look)) {
                before.putAll(look.fleet().foreign());
            }
            positions.add(look.plan().at());
        }
        last = look;
        Position recorded = RecordedPosition.read(look.report().status());
        if (!recorded.equals(end())) {
            positions.add(recorded);
        }
    }

    /** What is taken over was there before, though it was nobody's. */
    private static boolean adopts(Look look) {
        return look.plan().at().serving().isEmpty()
                && look.plan().aim().wanted().filter(wanted -> wanted.record().adopted().isPresent()).isPresent();
    }

    Position start() {
        return first.plan().at();
    }

    Position end() {
        return positions.getLast();
    }
}
