package io.shopfleet.operator.architecture.planted.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;

/** Planted: one that is looked at again after its finalizer was removed. */
@ControllerConfiguration
public interface LooksAfterTheEnd extends Cleaner<Pod> {}
