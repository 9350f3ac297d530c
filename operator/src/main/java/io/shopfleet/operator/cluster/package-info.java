/**
 * The only code that talks to Kubernetes: observing from caches, applying plans, recording status and events, leading.
 * It decides nothing; what it writes was planned elsewhere.
 */
package io.shopfleet.operator.cluster;
