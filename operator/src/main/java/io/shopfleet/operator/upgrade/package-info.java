/**
 * Which services take the pod template of a newer operator, and when: a few at a time, each after its providers, and none while
 * one did not arrive. It decides for a whole environment; the pods themselves are moved by each service's own rollout.
 */
package io.shopfleet.operator.upgrade;
