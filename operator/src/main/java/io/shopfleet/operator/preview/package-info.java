/**
 * What the operator would do for a folder of YAML, told to people and programs: a rehearsal of real passes in memory, and
 * what is worth telling of it. Nothing here acts.
 */
package io.shopfleet.operator.preview;
