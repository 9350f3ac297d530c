/**
 * What is kept of the cluster, reduced as it comes in, and whom a change wakes: one watch per kind. Who owns which fields of
 * an object is told here too, since caches keep it as one digest.
 */
package io.shopfleet.operator.cluster.watch;
