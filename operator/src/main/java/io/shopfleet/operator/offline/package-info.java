/**
 * A cluster out of files: YAML taken as the API server would take it, and a cluster in memory that passes can run on.
 * Nothing here talks to a real one.
 */
package io.shopfleet.operator.offline;
