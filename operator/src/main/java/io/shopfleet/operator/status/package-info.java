/**
 * From a plan and what became of it to what people and programs read: conditions, problems, phase, events.
 * Pure: texts are stable, so that a status changes only when the service does.
 */
package io.shopfleet.operator.status;
