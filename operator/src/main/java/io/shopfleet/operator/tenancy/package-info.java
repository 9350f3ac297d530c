/**
 * What those who share an environment have to heed: a freeze of all of it, and what one namespace may ask for in total.
 * Pure; who is there and what the time is are handed in.
 */
package io.shopfleet.operator.tenancy;
