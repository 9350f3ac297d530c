/**
 * Who owns a name outside the cluster. One resource at most, by a ShopClaim that is made atomically before the first call
 * that changes anything; nobody else touches what has the name.
 */
package io.shopfleet.operator.claim;
