package io.shopfleet.operator.architecture.planted.fleet;

import java.time.Clock;

/** Planted: a pure package that is handed a clock. */
public record HoldsAClock(Clock clock) {}
