package io.shopfleet.operator.manifest;

import java.util.Comparator;

/**
 * Something that cannot be read, or that the API server would refuse.
 *
 * @param file path inside the folder
 * @param number which of the file's documents, from 1
 * @param object kind, namespace and name; empty where nobody can tell
 * @param path the field at fault, as the server writes it; empty where it is the document as a whole
 * @param cure what to do about it
 */
public record Finding(String file, int number, String object, String path, String message, String cure) {
    static final Comparator<Finding> ORDER = Comparator.comparing(Finding::file).thenComparing(Finding::number);

    public String place() {
        return Document.place(file, number);
    }
}
