package io.shopfleet.operator.fleet;

/**
 * What a dependant may know of another service. Gates look at the provider's serving revision, never at its Ready
 * condition: a provider whose next rollout failed still serves.
 */
public record Provider(boolean serves, boolean available) {}
