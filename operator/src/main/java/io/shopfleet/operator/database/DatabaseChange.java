package io.shopfleet.operator.database;

import io.shopfleet.operator.database.rights.DatabaseNames;
import io.shopfleet.operator.database.rights.Wanted;
import io.shopfleet.operator.holding.Step;
import java.util.List;
import java.util.stream.Collectors;

/** What is done to a database in one go. */
public sealed interface DatabaseChange extends Step {

    /** Of a database of which nothing is there, or only a part that cannot be seen without it. */
    record Create(Wanted wanted) implements DatabaseChange {
        @Override
        public String words() {
            return "created database " + wanted.names().database();
        }
    }

    record Change(DatabaseNames names, List<io.shopfleet.operator.database.rights.Step> steps) implements DatabaseChange {
        /** An event has to hold them. */
        private static final int NAMED = 5;

        public Change {
            steps = List.copyOf(steps);
        }

        @Override
        public String words() {
            String named = steps.stream().limit(NAMED).map(Step::words).collect(Collectors.joining("; "));
            int more = steps.size() - NAMED;
            return "database " + names.database() + ": " + named + (more > 0 ? "; and " + more + " more" : "");
        }
    }
}
