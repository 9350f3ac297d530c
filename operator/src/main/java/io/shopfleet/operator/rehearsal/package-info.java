/**
 * Passes that nobody carries out: a folder laid over what a cluster holds, run in memory until nothing is left to do, and
 * told. The command line of a plan.
 */
package io.shopfleet.operator.rehearsal;
