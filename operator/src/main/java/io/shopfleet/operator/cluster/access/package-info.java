/**
 * What services with edges to something outside have in the cluster: passwords, and the Secrets by which their edges are bound.
 */
package io.shopfleet.operator.cluster.access;
