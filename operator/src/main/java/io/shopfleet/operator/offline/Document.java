package io.shopfleet.operator.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One object as it stands in a file. */
public record Document(String file, ObjectNode object) {

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

    /** Only what a server has stored has a uid: so an exported object is told from one that is about to be applied. */
    public boolean exists() {
        return object.at("/metadata/uid").isTextual();
    }

    public String id() {
        return kind() + " " + (namespace().isEmpty() ? "" : namespace() + "/") + name();
    }
}
