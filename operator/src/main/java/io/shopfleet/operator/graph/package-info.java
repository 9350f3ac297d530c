/**
 * Who needs whom in the whole fleet: what one service is to another, which services wait for each other, and whom the
 * change of one concerns. Pure; the fleet it walks is handed in.
 */
package io.shopfleet.operator.graph;
