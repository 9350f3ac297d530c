/**
 * Databases: what a ShopDatabase may ask for, and how to get from what is there to what it asks for.
 */
package io.shopfleet.operator.database;
