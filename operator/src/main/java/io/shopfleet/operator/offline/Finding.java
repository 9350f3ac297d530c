package io.shopfleet.operator.offline;

/**
 * Something that the API server would refuse.
 *
 * @param file where it stands, as a path inside the folder
 * @param object kind, namespace and name
 * @param path the field at fault, as the server writes it
 */
public record Finding(String file, String object, String path, String message) {}
