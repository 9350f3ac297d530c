package io.shopfleet.bench;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.shopfleet.testkit.ApiServer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Plays the Deployment controller with pods that are ready at once: answers every generation with a status in which all replicas
 * are available. The real controllers are frozen meanwhile, so that the machine works for what is measured.
 */
final class PlayedDeployments implements AutoCloseable {
    private static final Set<Integer> OVERTAKEN = Set.of(404, 409);

    private final KubernetesClient client;
    private final ExecutorService hands = Executors.newFixedThreadPool(4);
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final SharedIndexInformer<Deployment> deployments;

    PlayedDeployments(ApiServer server) {
        server.pauseControllers();
        client = server.as("played-deployments", "system:masters");
        deployments = client.apps().deployments().inAnyNamespace().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Deployment deployment) {
                hands.execute(() -> play(deployment));
            }

            @Override
            public void onUpdate(Deployment old, Deployment deployment) {
                hands.execute(() -> play(deployment));
            }

            @Override
            public void onDelete(Deployment deployment, boolean unknown) {
                // Nothing to play.
            }
        });
    }

    private void play(Deployment deployment) {
        Long generation = deployment.getMetadata().getGeneration();
        if (deployment.getStatus() != null && Objects.equals(generation, deployment.getStatus().getObservedGeneration())) {
            return;
        }
        int replicas = deployment.getSpec().getReplicas();
        try {
            var answer = new DeploymentBuilder(deployment)
                    .withNewStatus()
                    .withObservedGeneration(generation)
                    .withReplicas(replicas)
                    .withUpdatedReplicas(replicas)
                    .withReadyReplicas(replicas)
                    .withAvailableReplicas(replicas)
                    .endStatus()
                    .build();
            client.resource(answer).updateStatus();
        } catch (KubernetesClientException e) {
            if (!OVERTAKEN.contains(e.getCode())) {
                failures.add(e);
            }
        }
    }

    @Override
    public void close() {
        deployments.close();
        hands.shutdown();
        if (!failures.isEmpty()) {
            throw new IllegalStateException("the Deployments could not be played", failures.getFirst());
        }
    }
}
