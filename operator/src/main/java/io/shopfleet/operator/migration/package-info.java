/**
 * What brings tables to what a revision needs before its first pod starts: what a revision asks for, and the Jobs that do it.
 */
package io.shopfleet.operator.migration;
