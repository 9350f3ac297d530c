/**
 * From what was seen to what shall be: the Planner puts objects, step and verdicts together.
 * Pure: equal input gives an equal plan.
 */
package io.shopfleet.operator.plan;
