/**
 * What a service gets from an edge to something it needs: one file per kind of dependency.
 * A contribution carries configuration, environment variables and a verdict, and never touches a cluster.
 */
package io.shopfleet.operator.dependency;
