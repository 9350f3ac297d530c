package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.RevisionStatus;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.api.v1alpha1.UpgradeTurn;
import io.shopfleet.testkit.PodOutcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A fleet that an older operator rolled out, whose template gave pods less time to end. Its records are made from those of the
 * current operator, as that older one would have written them.
 */
class UpgradesTest extends Story {
    private static final String OLDER = "0000000000";
    private static final List<String> FLEET = List.of("catalog", "mail", "orders", "stock");

    @BeforeEach
    void olderFleet() {
        apply("stock", "registry.example/stock:1.0.0", 1, "rollout: {progressDeadline: 10s}");
        apply("mail", "registry.example/mail:1.0.0", 2);
        apply("catalog", "registry.example/catalog:1.0.0", 1, "rollout: {progressDeadline: 10s}",
                "dependencies: [{name: stock, service: {name: stock}}]");
        apply("orders", "registry.example/orders:1.0.0", 1, "dependencies: [{name: catalog, service: {name: catalog}}]");
        FLEET.forEach(name -> runs(name, "1.0.0"));
        operator.close();
        FLEET.forEach(this::older);
        operator = LiveOperator.start(server);
        soon(() -> assertThat(graceSeconds()).containsOnlyKeys(FLEET).allSatisfy((name, seconds) ->
                assertThat(seconds).as(name).isEqualTo(30L)));
        FLEET.forEach(name -> runs(name, "1.0.0"));
    }

    private void older(String name) {
        String revision = team.service(name).getStatus().serving().revision();
        GenericKubernetesResource record = client.genericKubernetesResources("apps/v1", "ControllerRevision")
                .inNamespace(team.namespace)
                .withName(name + "-" + revision)
                .get();
        String text = Serialization.asJson(record)
                .replace(revision, OLDER)
                .replace("terminationGracePeriodSeconds\\\":35", "terminationGracePeriodSeconds\\\":30");
        var written = (ObjectNode) Serialization.unmarshal(text, ObjectNode.class);
        written.withObject("/data").put("renderer", "0");
        written.withObject("/metadata").remove(List.of("uid", "resourceVersion", "managedFields", "creationTimestamp"));
        client.resource(Serialization.unmarshal(written.toString(), GenericKubernetesResource.class)).create();
        client.resource(team.service(name)).editStatus(service -> {
            ShopServiceStatus was = service.getStatus();
            service.setStatus(new ShopServiceStatus(
                    was.observedGeneration(), was.phase(), was.version(), was.weight(), was.replicas(), was.availableReplicas(),
                    was.selector(), was.waitingOn(), was.conditions(), new RevisionStatus(OLDER, "1.0.0", null, null),
                    was.candidate(), was.failed(), was.rollback(), was.rollout(), was.command(), was.dependencies(),
                    was.history(), was.problems(), null, was.share()));
            return service;
        });
    }

    private List<Pod> pods() {
        return client.pods().inNamespace(team.namespace).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /** By service; pods of two templates at once make it fail, and the caller looks again. */
    private Map<String, Long> graceSeconds() {
        return pods().stream()
                .collect(Collectors.groupingBy(
                        UpgradesTest::service,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toSet(), all -> all.stream()
                                .map(pod -> pod.getSpec().getTerminationGracePeriodSeconds())
                                .distinct()
                                .reduce((one, other) -> -1L)
                                .orElseThrow())));
    }

    private Map<String, List<String>> uids() {
        return pods().stream().collect(Collectors.groupingBy(
                UpgradesTest::service, TreeMap::new, Collectors.mapping(pod -> pod.getMetadata().getUid(), Collectors.toList())));
    }

    private static String service(Pod pod) {
        return pod.getMetadata().getLabels().get("shopfleet.io/service");
    }

    private static boolean isCurrent(Pod pod, String service) {
        return service(pod).equals(service) && pod.getSpec().getTerminationGracePeriodSeconds() == 35;
    }

    private Condition upgraded() {
        List<Condition> found = client.resources(ShopEnvironment.class).withName(environment).get().getStatus().conditions().stream()
                .filter(condition -> condition.getType().equals("Upgraded"))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /** Whose turn it was, one set after the other. */
    private final class Turns implements Watcher<ShopEnvironment> {
        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void eventReceived(Action action, ShopEnvironment environment) {
            String turns = environment.getStatus() == null
                    ? ""
                    : environment.getStatus().upgrading().stream()
                            .map(UpgradeTurn::service)
                            .map(service -> service.substring(team.namespace.length() + 1))
                            .collect(Collectors.joining(" "));
            if (!turns.isEmpty() && (seen.isEmpty() || !seen.getLast().equals(turns))) {
                seen.add(turns);
            }
        }

        @Override
        public void onClose(WatcherException cause) {}
    }

    @Test
    void keepsItsPodsAndSaysSoUntilTheEnvironmentAsksForTheUpgrade() {
        Map<String, List<String>> before = uids();
        operator.close();
        operator = LiveOperator.start(server);
        for (String name : FLEET) {
            team.sees(name, service -> assertThat(condition(service, "PendingTemplateUpdate").getStatus()).isEqualTo("True"));
        }
        assertThat(client.resources(ShopService.class).inNamespace(team.namespace)
                        .withField("status.pendingTemplateUpdate", "true").list().getItems())
                .hasSize(4);
        apply("orders", "registry.example/orders:1.0.0", 2, "dependencies: [{name: catalog, service: {name: catalog}}]");
        team.sees("orders", service -> assertThat(service.getStatus().availableReplicas()).isEqualTo(2));
        assertThat(uids()).allSatisfy((name, uids) -> assertThat(uids).containsAll(before.get(name)));
        assertThat(graceSeconds()).containsEntry("orders", 30L);
    }

    @Test
    void takesTheCurrentTemplateInWavesProvidersFirst() {
        var turns = new Turns();
        try (var watch = client.resources(ShopEnvironment.class).withName(environment).watch(turns)) {
            environment("upgrades: {atOnce: 1}");
            soon(() -> assertThat(upgraded().getStatus()).isEqualTo("True"));
        }
        assertThat(turns.seen).containsExactly("mail", "stock", "catalog", "orders");
        FLEET.forEach(name -> runs(name, "1.0.0"));
        soon(() -> assertThat(graceSeconds()).isEqualTo(Map.of("catalog", 35L, "mail", 35L, "orders", 35L, "stock", 35L)));
        assertThat(upgraded().getMessage()).isEqualTo("every service has the pod template of this operator");
        FLEET.forEach(name -> assertThat(team.service(name).getStatus().conditions())
                .extracting(Condition::getType).doesNotContain("PendingTemplateUpdate"));
    }

    @Test
    void haltsWhereOneDoesNotArriveAndGoesOnOnceItIsMended() {
        Map<String, List<String>> before = uids();
        node.whenPod(pod -> isCurrent(pod, "catalog"), PodOutcome.IMAGE_CANNOT_BE_PULLED);
        environment("upgrades: {atOnce: 2}");
        soon(() -> {
            assertThat(upgraded().getReason()).isEqualTo("UpgradeHalted");
            assertThat(upgraded().getStatus()).isEqualTo("False");
            assertThat(upgraded().getMessage()).startsWith(team.namespace + "/catalog: ");
        });
        soon(() -> assertThat(graceSeconds()).isEqualTo(Map.of("catalog", 30L, "mail", 35L, "orders", 30L, "stock", 35L)));
        assertThat(uids()).containsEntry("catalog", before.get("catalog")).containsEntry("orders", before.get("orders"));

        node.allReady();
        server.kubectl().run("annotate", "shopservice", "catalog", "--namespace", team.namespace,
                "shopfleet.io/command=retry id=again");
        soon(() -> assertThat(upgraded().getReason()).isEqualTo("Upgraded"));
        soon(() -> assertThat(graceSeconds()).isEqualTo(Map.of("catalog", 35L, "mail", 35L, "orders", 35L, "stock", 35L)));
    }

    @Test
    void withdrawnInTheMiddleItGoesBackToWhatServes() {
        Map<String, List<String>> before = uids();
        node.whenPod(pod -> isCurrent(pod, "mail"), PodOutcome.IMAGE_CANNOT_BE_PULLED);
        environment("upgrades: {atOnce: 1}");
        team.sees("mail", service -> assertThat(service.getStatus().candidate()).isNotNull());
        environment("");
        runs("mail", "1.0.0");
        soon(() -> assertThat(uids()).isEqualTo(before));
    }

    @Test
    void aFreezeHoldsItInTheMiddleAndWhenItEndsTheUpgradeGoesOn() {
        node.whenPod(pod -> isCurrent(pod, "mail"), PodOutcome.NEVER_READY);
        environment("upgrades: {atOnce: 1}");
        team.sees("mail", service -> assertThat(service.getStatus().candidate()).isNotNull());
        environment("upgrades: {atOnce: 2}", "freeze: {reason: sale}");
        team.sees("mail", service -> assertThat(service.getStatus().phase()).isEqualTo(Phase.Frozen));
        node.allReady();
        team.sees("mail", service -> assertThat(service.getStatus().availableReplicas()).isEqualTo(3));
        assertThat(team.service("mail").getStatus().candidate()).isNotNull();
        assertThat(client.resources(ShopEnvironment.class).withName(environment).get().getStatus().upgrading())
                .extracting(turn -> turn.service())
                .containsExactly(team.namespace + "/mail");
        environment("upgrades: {atOnce: 2}");
        soon(() -> assertThat(upgraded().getReason()).isEqualTo("Upgraded"));
        soon(() -> assertThat(graceSeconds()).isEqualTo(Map.of("catalog", 35L, "mail", 35L, "orders", 35L, "stock", 35L)));
    }
}
