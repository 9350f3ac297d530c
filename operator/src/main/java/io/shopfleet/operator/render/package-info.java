/**
 * What things look like: the revision record, and the Kubernetes objects made from it and around it.
 * Pure: equal input gives byte-equal output, spelled the way the API server gives it back.
 */
package io.shopfleet.operator.render;
