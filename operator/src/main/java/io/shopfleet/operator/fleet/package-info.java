/**
 * What one pass saw: an immutable snapshot of the service's surroundings, its references resolved, its clock read once.
 * Nothing here decides anything and nothing here talks to a cluster.
 */
package io.shopfleet.operator.fleet;
