package io.shopfleet.operator.architecture;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** Which package may know which, written out. A package that is not listed is refused, so a new one must take its place here. */
final class Layers extends ArchCondition<JavaClass> {
    private static final String ROOT = "operator";

    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            entry("fleet", Set.of()),
            entry("dependency", Set.of("fleet")),
            entry("check", Set.of("fleet")),
            entry("rollout", Set.of("fleet")),
            entry("render", Set.of("fleet", "dependency", "rollout")),
            entry("plan", Set.of("fleet", "dependency", "check", "rollout", "render")),
            entry("status", Set.of("fleet", "dependency", "rollout", "plan")),
            entry("cluster", Set.of("fleet", "check", "rollout", "plan", "status")),
            entry("offline", Set.of("fleet", "status", "cluster")),
            entry("preview", Set.of("fleet", "dependency", "rollout", "plan", "status", "cluster", "offline")),
            entry(ROOT, Set.of("cluster", "status", "preview")));

    Layers() {
        super("know only what lies below them");
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
