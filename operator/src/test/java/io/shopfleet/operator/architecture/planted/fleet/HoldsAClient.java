package io.shopfleet.operator.architecture.planted.fleet;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Planted: a pure package that talks to the cluster. */
public record HoldsAClient(KubernetesClient client) {}
