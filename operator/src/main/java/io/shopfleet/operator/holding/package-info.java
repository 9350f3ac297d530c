/**
 * What topics, databases and key spaces have in common: they live outside the cluster, are owned by a claim, and hold data.
 * Decides what may be done to them, and tells how they stand.
 */
package io.shopfleet.operator.holding;
