package io.shopfleet.operator.rollout;

import io.shopfleet.api.v1alpha1.Reason;
import java.time.Instant;

/** Why a revision was given up, in its pods' own terms where they had any. */
public record Failure(String revision, Reason reason, String message, Instant at) {}
