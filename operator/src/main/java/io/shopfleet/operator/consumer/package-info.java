/**
 * Services that use what lives outside the cluster: who they are there, where their edges lead, and what they get.
 */
package io.shopfleet.operator.consumer;
