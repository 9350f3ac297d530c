package io.shopfleet.operator.architecture.planted.fleet;

import io.shopfleet.operator.plan.Plan;

/** Planted: the lowest layer knows a higher one. */
public record KnowsThePlan(Plan plan) {}
