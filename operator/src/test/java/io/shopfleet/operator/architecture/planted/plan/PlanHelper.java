package io.shopfleet.operator.architecture.planted.plan;

/** Planted: a name that says nothing. */
public final class PlanHelper {
    private PlanHelper() {}
}
