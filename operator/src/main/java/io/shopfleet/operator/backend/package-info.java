/**
 * What all ways to outside systems share: the journal of what was changed there, how a call fails, and the guard that keeps
 * a system that is down from holding up the rest. Each system has one gateway in a package of its own.
 */
package io.shopfleet.operator.backend;
