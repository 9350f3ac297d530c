/**
 * What people ask of a rollout by annotation, and what that makes of its position: one file per command.
 * A command is handled once, by its id; one that cannot be carried out is an answer, never an exception.
 */
package io.shopfleet.operator.command;
