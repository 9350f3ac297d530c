/**
 * What a database, its roles and its privileges shall be, and the steps that lead there from what was seen of the server.
 * The SQL of a step and everything that talks to a server lie in backend.sql.
 */
package io.shopfleet.operator.database.rights;
