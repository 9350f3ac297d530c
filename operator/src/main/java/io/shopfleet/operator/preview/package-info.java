/**
 * What a plan tells people: differences between what is and what would be, service by service, and their words. No secret
 * gets in here, only names of keys.
 */
package io.shopfleet.operator.preview;
