package io.shopfleet.operator.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which package may know which, written out. A package that is not listed is refused, so a new one must take its place here. */
final class Layers extends ArchCondition<JavaClass> {
    private static final String ROOT = "operator";
    private static final String CLUSTER = "cluster";
    private static final String WATCH = "watch";
    private static final String TELLING = "telling";
    private static final String BACKEND = "backend";
    /** Those that talk to something outside. */
    private static final Set<String> OUTWARD = Set.of(CLUSTER, WATCH, TELLING, BACKEND);

    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("source", Set.of()),
            Map.entry("tenancy", Set.of()),
            Map.entry("provider", Set.of()),
            Map.entry("migration", Set.of("source")),
            Map.entry("fleet", Set.of("source", "tenancy", "migration")),
            Map.entry("graph", Set.of("fleet")),
            Map.entry("dependency", Set.of("source", "fleet")),
            Map.entry("check", Set.of("source", "tenancy", "fleet")),
            Map.entry("rollout", Set.of("fleet", "migration")),
            Map.entry("command", Set.of("fleet", "rollout")),
            Map.entry("render", Set.of("source", "fleet", "migration", "dependency", "rollout")),
            Map.entry("embedded", Set.of("source", "fleet", "render")),
            Map.entry("foreign", Set.of("fleet", "render", "embedded")),
            Map.entry("adoption", Set.of("source", "fleet", "dependency", "rollout", "render")),
            Map.entry("plan", Set.of(
                    "adoption", "source", "tenancy", "fleet", "migration", "dependency", "check", "rollout", "command", "render",
                    "preview")),
            Map.entry("upgrade", Set.of("fleet", "graph", "rollout")),
            Map.entry("status", Set.of("tenancy", "fleet", "migration", "dependency", "rollout", "plan", "upgrade", "embedded")),
            Map.entry(WATCH, Set.of("source", "tenancy", "fleet", "graph", "check", "upgrade")),
            Map.entry(CLUSTER, Set.of(
                    "adoption", "source", "tenancy", "fleet", "migration", "graph", "check", "rollout", "plan", "upgrade", "status",
                    WATCH, TELLING)),
            Map.entry(TELLING, Set.of("fleet", "status", WATCH)),
            Map.entry("reading", Set.of("source", "fleet", WATCH, CLUSTER)),
            Map.entry("manifest", Set.of("fleet", WATCH, CLUSTER)),
            Map.entry("preview", Set.of("source", "fleet", "graph")),
            Map.entry("claim", Set.of("fleet")),
            Map.entry("consumer", Set.of()),
            Map.entry("holding", Set.of("fleet", "claim", "consumer")),
            Map.entry("topic", Set.of("consumer", "holding")),
            Map.entry("cachespace", Set.of("consumer", "fleet", "holding")),
            Map.entry("rights", Set.of("holding")),
            Map.entry("database", Set.of("consumer", "fleet", "holding", "rights")),
            Map.entry(BACKEND, Set.of("holding")),
            Map.entry("kafka", Set.of("holding", "topic", BACKEND)),
            Map.entry("cache", Set.of("holding", "cachespace", BACKEND)),
            Map.entry("sql", Set.of("holding", "rights", "database", BACKEND)),
            Map.entry("rehearsal", Set.of(
                    "source", "tenancy", "fleet", "migration", "graph", "dependency", "check", "rollout", "plan", "status", WATCH, CLUSTER,
                    "reading", "manifest", "preview")),
            Map.entry("servers", Set.of("source", "fleet", "embedded", "foreign", WATCH, CLUSTER)),
            Map.entry("access", Set.of("source", "fleet", "migration", "consumer", "holding", WATCH, BACKEND)),
            Map.entry("outside", Set.of(
                    "source", "tenancy", "provider", "fleet", "claim", "consumer", "holding", "embedded", "status", WATCH, BACKEND,
                    CLUSTER, TELLING, "access")),
            Map.entry(ROOT, Set.of(
                    "tenancy", WATCH, CLUSTER, TELLING, "upgrade", "status", "reading", "rehearsal", "topic", "cachespace", "rights", "database", BACKEND,
                    "kafka", "cache", "sql", "outside", "embedded", "servers")));

    Layers() {
        super("know only what lies below them");
    }

    /** Those without side effects: all but those that talk to something outside and those that know them. */
    static Stream<String> pure() {
        return MAY_KNOW.entrySet().stream()
                .filter(layer -> OUTWARD.stream()
                        .noneMatch(outward -> layer.getKey().equals(outward) || layer.getValue().contains(outward)))
                .map(Map.Entry::getKey)
                .sorted();
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String own = layer(type);
        Set<String> allowed = MAY_KNOW.get(own);
        if (allowed == null) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " lies in a package without a layer: " + own));
            return;
        }
        type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> ours(dependency.getTargetClass()))
                .filter(dependency -> !layer(dependency.getTargetClass()).equals(own))
                .filter(dependency -> !allowed.contains(layer(dependency.getTargetClass())))
                .map(Dependency::getDescription)
                .forEach(description -> events.add(SimpleConditionEvent.violated(type, description)));
    }

    private static boolean ours(JavaClass type) {
        return type.getPackageName().startsWith("io.shopfleet.operator");
    }

    /** The last part of the package's name. */
    private static String layer(JavaClass type) {
        String name = type.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
