package io.shopfleet.operator.plan;

/** How many replicas the Deployment of a revision shall have, and the step that says so. */
public record Scale(String deployment, String revision, int replicas, long beat) {}
