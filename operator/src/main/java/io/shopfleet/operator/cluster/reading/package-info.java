/**
 * What a cluster holds, read for a plan that nobody carries out: by a client that cannot write, kind by kind and only
 * where the plan needs it.
 */
package io.shopfleet.operator.cluster.reading;
