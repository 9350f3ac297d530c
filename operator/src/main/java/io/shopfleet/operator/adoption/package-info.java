/**
 * What ran under the name of a service before it was one: whether it can be taken over, as which revision, and what a later
 * revision needs to take its place.
 */
package io.shopfleet.operator.adoption;
