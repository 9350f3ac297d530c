package io.shopfleet.operator.holding;

import io.shopfleet.api.v1alpha1.Adoption;
import io.shopfleet.api.v1alpha1.DeletionPolicy;
import io.shopfleet.api.v1alpha1.Loss;

/** What a resource says of its beginning and its end. */
public record Terms(Adoption adoption, DeletionPolicy deletion, Loss onLoss) {}
