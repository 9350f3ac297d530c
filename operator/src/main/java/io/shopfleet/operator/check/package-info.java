/**
 * What must hold before a new revision is rendered: one file per check, each a pure function to problems.
 * An error stops the new revision only; what serves goes on.
 */
package io.shopfleet.operator.check;
