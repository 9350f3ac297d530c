/**
 * The way to caches: servers of the Redis protocol, version 7 or later, one server each (no cluster).
 * Nothing else in the operator talks to them.
 */
package io.shopfleet.operator.backend.cache;
