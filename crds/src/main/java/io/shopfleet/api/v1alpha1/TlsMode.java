package io.shopfleet.api.v1alpha1;

/** How a connection to a backend is protected. */
public enum TlsMode {
    Verify,
    None
}
