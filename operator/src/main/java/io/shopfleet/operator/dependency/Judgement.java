package io.shopfleet.operator.dependency;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Verdict;

/** Whether an edge has what it needs, and if not, why and what to do. */
record Judgement(Verdict verdict, Reason reason, String message) {}
