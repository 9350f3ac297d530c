/**
 * What has to be done on a server of the Redis protocol so that a key space has exactly the users that it should have.
 * Pure; what the server holds is handed in as a snapshot.
 */
package io.shopfleet.operator.cachespace;
