/**
 * What people write: a folder of YAML, taken as the API server would take it, with every fault named by its place. Reads
 * files and nothing else.
 */
package io.shopfleet.operator.manifest;
