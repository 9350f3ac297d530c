package io.shopfleet.operator.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One object as it stands in a file.
 *
 * @param file path inside the folder
 * @param number which of the file's documents, from 1; those without content do not count
 */
public record Document(String file, int number, ObjectNode object) {

    public String kind() {
        return object.path("kind").asText();
    }

    public String apiVersion() {
        return object.path("apiVersion").asText();
    }

    public String name() {
        return object.at("/metadata/name").asText();
    }

    public String namespace() {
        return object.at("/metadata/namespace").asText();
    }

    /** Kind, namespace and name. */
    public String id() {
        return kind() + " " + (namespace().isEmpty() ? "" : namespace() + "/") + name();
    }

    /** Where people find it. */
    public String place() {
        return place(file, number);
    }

    static String place(String file, int number) {
        return file + ", document " + number;
    }

    Finding finding(String path, String message, String cure) {
        return new Finding(file, number, id().strip(), path, message, cure);
    }
}
