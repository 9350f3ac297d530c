/**
 * What the servers of a test stand on: programs that end with the JVM, an account for those that refuse root, folders, ports,
 * certificates.
 */
package io.shopfleet.testkit.machine;
