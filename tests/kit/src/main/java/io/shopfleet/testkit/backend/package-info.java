/**
 * Real servers as child processes on the loopback address, which ask for a password: PostgreSQL, Redis and Kafka.
 * One of each serves all tests of a JVM; a test that stops, freezes or spoils it takes one of its own.
 */
package io.shopfleet.testkit.backend;
