/**
 * Passes over resources that stand for something outside the cluster: claim, look, bring in line, report; and the end of such
 * a resource. The only code that writes claims.
 */
package io.shopfleet.operator.cluster.outside;
