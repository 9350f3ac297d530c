/**
 * The only code that talks to PostgreSQL: what is there, one change at a time, and whether a login is let in.
 * What shall be is decided elsewhere; here are the SQL, the connections and their limits.
 */
package io.shopfleet.operator.backend.sql;
