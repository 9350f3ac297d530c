/**
 * What people see of a pass: status and events.
 */
package io.shopfleet.operator.cluster.telling;
