/**
 * The servers of an environment that the operator runs itself, for development: what their pods are made of, where they are
 * found, and how they stand. Pure; passwords are handed in.
 */
package io.shopfleet.operator.embedded;
