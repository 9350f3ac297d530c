package io.shopfleet.operator.status;

import io.shopfleet.api.v1alpha1.Reason;

/**
 * Something worth an event.
 *
 * @param action what the operator did, one word
 * @param key tells this occurrence from the next; a pass that runs again after a crash finds the event there already
 */
public record Happening(boolean warning, Reason reason, String action, String message, String key) {}
