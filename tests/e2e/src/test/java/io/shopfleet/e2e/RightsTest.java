package io.shopfleet.e2e;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.shopfleet.testkit.AuditLog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Looks back on the whole run: what the operator asked the API server for, and what it may ask for. */
@OnNode
@Order(13)
class RightsTest {
    private static final String IN_THE_WAY = "only where one of that name is there that is not the service's";
    private static final String NOTHING_OUTSIDE = "only where a team has something outside the cluster, and the shop of this run has not";
    private static final String APPLIED = "server-side apply of a new object needs it, and the audit log calls it patch";

    /** Granted rights that the audit log of a run need not show, each with its reason. */
    private static final Map<String, String> UNSEEN = Map.ofEntries(
            entry("create configmaps", APPLIED),
            entry("create controllerrevisions.apps", APPLIED),
            entry("create deployments.apps", APPLIED),
            entry("create horizontalpodautoscalers.autoscaling", APPLIED),
            entry("create jobs.batch", APPLIED),
            entry("create networkpolicies.networking.k8s.io", APPLIED),
            entry("create poddisruptionbudgets.policy", APPLIED),
            entry("create secrets", APPLIED),
            entry("create serviceaccounts", APPLIED),
            entry("create services", APPLIED),
            entry("create statefulsets.apps", APPLIED),
            entry("create leases.coordination.k8s.io", "only the first operator of a cluster makes the lease"),
            entry("update leases.coordination.k8s.io", "the operator framework does not start without it, and then only patches"),
            entry("get configmaps", "only where a service takes values from one"),
            entry("get controllerrevisions.apps", IN_THE_WAY),
            entry("get horizontalpodautoscalers.autoscaling", IN_THE_WAY),
            entry("get shopservices.shopfleet.io", "only where the view of the operator is behind its own writes"),
            entry("get shoptopics.shopfleet.io", NOTHING_OUTSIDE),
            entry("patch shoptopics.shopfleet.io", NOTHING_OUTSIDE),
            entry("patch shoptopics/status.shopfleet.io", NOTHING_OUTSIDE),
            entry("get shopdatabases.shopfleet.io", NOTHING_OUTSIDE),
            entry("patch shopdatabases.shopfleet.io", NOTHING_OUTSIDE),
            entry("patch shopdatabases/status.shopfleet.io", NOTHING_OUTSIDE),
            entry("get shopcaches.shopfleet.io", NOTHING_OUTSIDE),
            entry("patch shopcaches.shopfleet.io", NOTHING_OUTSIDE),
            entry("patch shopcaches/status.shopfleet.io", NOTHING_OUTSIDE),
            entry("get shopclaims.shopfleet.io", NOTHING_OUTSIDE),
            entry("list shopclaims.shopfleet.io", NOTHING_OUTSIDE),
            entry("create shopclaims.shopfleet.io", NOTHING_OUTSIDE),
            entry("update shopclaims.shopfleet.io", NOTHING_OUTSIDE),
            entry("delete shopclaims.shopfleet.io", NOTHING_OUTSIDE),
            entry("update shopservices/finalizers.shopfleet.io", "asked for only where the plugin OwnerReferencesPermissionEnforcement is on"));

    /** What every account may ask, whatever the chart says. */
    private static final Set<String> EVERYBODY = Set.of("create selfsubjectrulesreviews.authorization.k8s.io");

    @Test
    void theOperatorUsesEveryRightOfItsChartAndNoOther() {
        Assumptions.assumeTrue(Installed.classes() > 5, "it looks back on a whole run");
        Set<String> used = Node.audit().requestsBy(Operator.USER, Node.begun()).stream()
                .filter(entry -> !entry.resource().isEmpty()).map(RightsTest::right).collect(Collectors.toCollection(TreeSet::new));
        used.removeAll(EVERYBODY);
        Set<String> granted = granted();
        assertThat(used).as("used, but not granted").isSubsetOf(granted);
        assertThat(granted).as("exceptions are of rights that are granted").containsAll(UNSEEN.keySet());
        granted.removeAll(used);
        assertThat(granted).as("granted, but never used").isSubsetOf(UNSEEN.keySet());
    }

    private static String right(AuditLog.Entry entry) {
        return right(entry.verb(), entry.resource() + (entry.subresource().isEmpty() ? "" : "/" + entry.subresource()), entry.group());
    }

    private static String right(String verb, String resource, String group) {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }

    private static Set<String> granted() {
        List<PolicyRule> ofCluster = Node.client().rbac().clusterRoles().withName("shopfleet").get().getRules();
        Stream<PolicyRule> ofNamespaces = Node.client().rbac().roles().inAnyNamespace().withLabel("app.kubernetes.io/name", "shopfleet").list()
                .getItems().stream().flatMap(role -> role.getRules().stream());
        return Stream.concat(ofCluster.stream(), ofNamespaces).flatMap(RightsTest::rights)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> rights(PolicyRule rule) {
        return rule.getApiGroups().stream().flatMap(group -> rule.getResources().stream()
                .flatMap(resource -> rule.getVerbs().stream().map(verb -> right(verb, resource, group))));
    }
}
