package io.shopfleet.operator.consumer;

import java.util.SortedMap;

/**
 * What a service gets from an edge.
 *
 * @param facts what the config document says; no secrets
 * @param files of the folder /bindings/EDGE, as servicebinding.io has them
 */
public record Bound(SortedMap<String, String> facts, SortedMap<String, String> files) {}
