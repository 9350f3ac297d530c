/**
 * The only way to Kafka.
 */
package io.shopfleet.operator.backend.kafka;
