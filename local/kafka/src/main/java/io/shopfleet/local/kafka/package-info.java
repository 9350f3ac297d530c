/** One Kafka node as a plain process, for tests and for machines that cannot pull the public image. */
package io.shopfleet.local.kafka;
