/**
 * Topics: what a ShopTopic may ask for, and the steps from what is there to what it asks for.
 */
package io.shopfleet.operator.topic;
