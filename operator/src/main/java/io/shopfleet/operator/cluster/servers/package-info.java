/**
 * Runs the servers that environments ask for. It reads what is there from the API server itself, for they are few and stand in
 * namespaces that may come, go and be forbidden while the operator runs.
 */
package io.shopfleet.operator.cluster.servers;
