/**
 * Which server of an environment a resource asks for: the one that everybody gets, or one more that it names.
 */
package io.shopfleet.operator.provider;
