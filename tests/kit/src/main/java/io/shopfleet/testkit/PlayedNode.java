package io.shopfleet.testkit;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Plays the scheduler and the kubelet for the pods of one namespace: binds them, writes the status that the rules say, and
 * ends them when they are deleted. Every pod becomes ready unless a rule says otherwise. Acts as the user {@value #USER}.
 */
public final class PlayedNode implements AutoCloseable {
    public static final String USER = "played-node";
    private static final Set<Integer> OVERTAKEN = Set.of(404, 409);
    /** Pods that nothing brings back. */
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private record Rule(Predicate<Pod> pod, PodOutcome outcome) {
    }

    private final KubernetesClient client;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Set<String> played = ConcurrentHashMap.newKeySet();
    private final AtomicInteger addresses = new AtomicInteger();
    private final ExecutorService hand = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().name("played-node").daemon().unstarted(task));
    private final SharedIndexInformer<Pod> pods;

    private PlayedNode(ApiServer server, String namespace) {
        client = server.as(USER, "system:masters");
        var node = new NodeBuilder().withNewMetadata().withName(USER).endMetadata().build();
        client.resource(node).patch(new PatchContext.Builder().withPatchType(PatchType.SERVER_SIDE_APPLY).withForce(true)
                .withFieldManager(USER).build());
        pods = client.pods().inNamespace(namespace).inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Pod pod) {
                hand.execute(() -> play(pod));
            }

            @Override
            public void onUpdate(Pod old, Pod pod) {
                hand.execute(() -> play(pod));
            }

            @Override
            public void onDelete(Pod pod, boolean unknown) {
                hand.execute(() -> played.removeIf(key -> key.startsWith(pod.getMetadata().getUid())));
            }
        });
    }

    /** A node for the pods of this namespace, until it is closed. */
    public static PlayedNode in(ApiServer server, String namespace) {
        return new PlayedNode(server, namespace);
    }

    /** From now on pods with such an image come out like this, those that are there already included. Later rules win. */
    public PlayedNode when(Predicate<String> image, PodOutcome outcome) {
        return whenPod(pod -> image.test(pod.getSpec().getContainers().getFirst().getImage()), outcome);
    }

    /** The same for pods that differ in something else than their image. */
    public PlayedNode whenPod(Predicate<Pod> pod, PodOutcome outcome) {
        rules.add(new Rule(pod, outcome));
        hand.execute(() -> pods.getStore().list().forEach(this::play));
        return this;
    }

    /** Every pod becomes ready again. */
    public PlayedNode allReady() {
        return when(image -> true, PodOutcome.READY);
    }

    private void play(Pod pod) {
        try {
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                client.resource(pod).withGracePeriod(0).delete();
                return;
            }
            if (ENDED.contains(pod.getStatus().getPhase())) {
                return;
            }
            PodOutcome outcome = outcome(pod);
            if (outcome != PodOutcome.UNSCHEDULABLE && pod.getSpec().getNodeName() == null) {
                bind(pod);
            } else if (played.add(pod.getMetadata().getUid() + outcome)) {
                played.removeIf(key -> key.startsWith(pod.getMetadata().getUid()) && !key.endsWith(outcome.name()));
                writeStatus(pod, outcome);
            }
        } catch (KubernetesClientException e) {
            if (!OVERTAKEN.contains(e.getCode())) {
                failures.add(e);
            }
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    private PodOutcome outcome(Pod pod) {
        PodOutcome outcome = PodOutcome.READY;
        for (Rule rule : rules) {
            outcome = rule.pod().test(pod) ? rule.outcome() : outcome;
        }
        return outcome;
    }

    private void bind(Pod pod) {
        var binding = new BindingBuilder().withNewMetadata().withName(pod.getMetadata().getName()).endMetadata()
                .withNewTarget().withKind("Node").withName(USER).endTarget().build();
        client.raw("/api/v1/namespaces/" + pod.getMetadata().getNamespace() + "/pods/" + pod.getMetadata().getName() + "/binding",
                "POST", binding);
    }

    private void writeStatus(Pod pod, PodOutcome outcome) {
        int number = addresses.incrementAndGet();
        PodStatus status = PlayedStatus.of(pod, outcome, "10.244.%d.%d".formatted(number / 250 % 250, number % 250 + 1));
        var answer = new PodBuilder(pod).editMetadata().withManagedFields(new ArrayList<>()).withResourceVersion(null).endMetadata()
                .withStatus(status).build();
        client.resource(answer).updateStatus();
    }

    /** Stops playing. The pods stay as they are. Fails when the node could not do its work. */
    @Override
    public void close() {
        pods.close();
        hand.shutdown();
        try {
            if (!hand.awaitTermination(30, TimeUnit.SECONDS)) {
                failures.add(new IllegalStateException("the node was still busy after 30 seconds"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("the played node failed", failures.getFirst());
        }
    }
}
