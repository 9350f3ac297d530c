/**
 * Servers that other operators run for an environment: what these are asked for, and what they say of it.
 */
package io.shopfleet.operator.foreign;
