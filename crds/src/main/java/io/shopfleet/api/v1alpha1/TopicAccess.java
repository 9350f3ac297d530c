package io.shopfleet.api.v1alpha1;

/** What a service does with a topic. */
public enum TopicAccess {
    Read,
    Write,
    ReadWrite;

    /** Whether who may do this may do the other. */
    public boolean covers(TopicAccess other) {
        return this == ReadWrite || this == other;
    }
}
