/**
 * How a new revision gets the traffic: a machine of recorded steps, one file per strategy.
 * Deciding changes only the step that is to be recorded; what is applied is always the step that was.
 */
package io.shopfleet.operator.rollout;
