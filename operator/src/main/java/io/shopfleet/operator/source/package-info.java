/**
 * What teams keep in Secrets and ConfigMaps, and how services get copies of it.
 * Caches hold fingerprints; values are seen only by the pass that copies them.
 */
package io.shopfleet.operator.source;
