/**
 * What the services of a namespace ask of its limits, and what they have of them. Pure, and below everything else.
 */
package io.shopfleet.operator.limit;
