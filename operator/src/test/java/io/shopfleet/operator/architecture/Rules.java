package io.shopfleet.operator.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import java.util.List;
import java.util.Set;

/** The borders of the operator's code. Each rule says why it stands, because that is what a failed build shows. */
final class Rules {
    /** Written with a leading wildcard, so that the planted classes of the tests are held to the very same rules. */
    private static final String[] PURE = Layers.pure().map(name -> ".." + name + "..").toArray(String[]::new);

    private static final String[] OUTSIDE = {
        "io.fabric8.kubernetes.client..", "io.javaoperatorsdk..", "io.quarkus..", "io.quarkiverse..", "io.vertx..",
        "jakarta..", "org.eclipse.microprofile..", "io.micrometer..", "org.jboss.logging..", "org.slf4j..",
        "java.util.logging..", "java.net..", "java.nio.file..", "java.sql..", "javax.sql..", "org.apache.kafka..",
        "io.lettuce..", "redis..", "java.util.concurrent.."
    };

    private static final Set<String> CHANCE_AND_SURROUNDINGS = Set.of(
            "java.lang.System.getenv", "java.lang.System.getProperty", "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime", "java.lang.System.identityHashCode", "java.lang.Math.random",
            "java.util.UUID.randomUUID", "java.lang.Thread.sleep", "java.lang.Thread.currentThread");

    private static final String NAMES = ".*(Utils?|Helper|Manager|Handler|Processor|Context|Data|Info)";

    static final ArchRule PURE_PACKAGES_KNOW_NO_OUTSIDE = noClasses()
            .that().resideInAnyPackage(PURE)
            .should().dependOnClassesThat(resideInAnyPackage(OUTSIDE)
                    .or(type(java.time.Clock.class))
                    .or(type(java.util.Random.class))
                    .or(type(java.util.Timer.class))
                    .or(type(java.io.File.class)))
            .because("planning must be a function of what was observed: testable offline, equal for equal input");

    static final ArchRule PURE_PACKAGES_TAKE_NOTHING_FROM_CHANCE = noClasses()
            .that().resideInAnyPackage(PURE)
            .should().accessTargetWhere(chance())
            .because("time enters once, as fleet.now(), and nothing else differs between two equal passes");

    static final ArchRule LAYERS = classes().should(new Layers())
            .because("each package stands on those below it and on nothing else (design, section 5)");

    static final ArchRule NO_MERGE_PATCH = noClasses()
            .should().accessTargetWhere(target("jsonMergePatch*", access -> access.getName().startsWith("jsonMergePatch")))
            .because("a merge patch overwrites what others own; server-side apply is the only way to write");

    static final ArchRule STATUS_BY_ONE_HAND = noClasses()
            .should().accessTargetWhere(target(
                    "a status written by the SDK",
                    access -> access.getOwner().getSimpleName().endsWith("UpdateControl") && access.getName().contains("patch")))
            .because("a status carries the version of the view it was decided on, and one place knows what a refusal means");

    static final ArchRule NO_DELETE_WITHOUT_UID = noClasses()
            .should().accessTargetWhere(target(
                    "delete of the client",
                    access -> access.getName().equals("delete")
                            && access.getOwner().getPackageName().startsWith("io.fabric8.kubernetes.client")))
            .because("the client's delete sends no uid and hits a namesake that came in between");

    static final ArchRule NO_CUSTOMIZED_CONFIGURATION = noClasses()
            .should().dependOnClassesThat(DescribedPredicate.describe(
                    "ConfigurationServiceCustomizer", type -> type.getSimpleName().equals("ConfigurationServiceCustomizer")))
            .because("such a bean swaps the client for one with neither fence nor lenient reading");

    static final ArchRule LEASE_IN_ONE_PLACE = noClasses()
            .that().doNotHaveSimpleName("Leadership")
            .should().dependOnClassesThat(DescribedPredicate.describe(
                    "LeaderElectionConfigurationBuilder",
                    type -> type.getName().endsWith(".LeaderElectionConfigurationBuilder")))
            .because("the recipe for leader election has traps, and one class knows them");

    static final ArchRule ONE_CLIENT = noClasses()
            .that(resideInAPackage("..cluster..")
                    .or(DescribedPredicate.describe("Leadership", type -> type.getSimpleName().equals("Leadership")))
                    .negate())
            .should().dependOnClassesThat(DescribedPredicate.describe(
                    "KubernetesClient", type -> type.getName().equals("io.fabric8.kubernetes.client.KubernetesClient")))
            .because("the package cluster is the only one that talks to Kubernetes");

    /** FieldManager is Kubernetes' own word for what the type lists. */
    static final ArchRule TELLING_NAMES = noClasses()
            .that().doNotHaveSimpleName("FieldManager")
            .should().haveNameMatching(NAMES)
            .because("such a name says nothing of what the class is for");

    static final ArchRule NO_PASS_AFTER_THE_LAST = classes()
            .that().areAssignableTo(Cleaner.class)
            .should().beAnnotatedWith(DescribedPredicate.describe(
                    "no interval after which the SDK looks again by itself",
                    annotation -> annotation.getRawType().isEquivalentTo(ControllerConfiguration.class)
                            && annotation.as(ControllerConfiguration.class).maxReconciliationInterval().interval() < 0))
            .because("the SDK cannot schedule a pass for a resource that it sees vanish in the same moment");

    static final List<ArchRule> ALL = List.of(
            PURE_PACKAGES_KNOW_NO_OUTSIDE,
            PURE_PACKAGES_TAKE_NOTHING_FROM_CHANCE,
            LAYERS,
            NO_MERGE_PATCH,
            STATUS_BY_ONE_HAND,
            NO_DELETE_WITHOUT_UID,
            NO_CUSTOMIZED_CONFIGURATION,
            LEASE_IN_ONE_PLACE,
            ONE_CLIENT,
            TELLING_NAMES,
            NO_PASS_AFTER_THE_LAST);

    private Rules() {}

    private static DescribedPredicate<JavaAccess<?>> chance() {
        return target(
                "time, chance or surroundings",
                target -> CHANCE_AND_SURROUNDINGS.contains(target.getOwner().getName() + "." + target.getName())
                        || readsClock(target.getOwner(), target.getName()));
    }

    private static boolean readsClock(JavaClass owner, String method) {
        return owner.getPackageName().equals("java.time") && method.equals("now")
                || owner.getName().equals("java.util.Date") && method.equals("<init>");
    }

    private static DescribedPredicate<JavaAccess<?>> target(String what, java.util.function.Predicate<AccessTarget> test) {
        return DescribedPredicate.describe(what, access -> test.test(access.getTarget()));
    }
}
