package io.shopfleet.testkit;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;

/** A change that somebody makes of an object which others write to all the time. */
public final class Edit {
    private static final int CONFLICT = 409;
    private static final int TRIES = 50;

    private Edit() {
    }

    /** Reads and changes it anew where somebody else was faster in between, as people do. */
    public static <T> T persistently(Supplier<T> edit) {
        for (int left = TRIES; ; left--) {
            try {
                return edit.get();
            } catch (KubernetesClientException e) {
                if (e.getCode() != CONFLICT || left == 0) {
                    throw e;
                }
            }
        }
    }
}
