/**
 * What must hold before a new revision is rendered: one file per check, each a pure function to problems.
 * A problem stops the new revision only; what serves goes on.
 */
package io.shopfleet.operator.check;
