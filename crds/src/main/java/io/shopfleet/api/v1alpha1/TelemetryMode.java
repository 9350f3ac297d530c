package io.shopfleet.api.v1alpha1;

/** Where services send traces, metrics and logs. */
public enum TelemetryMode {
    /** Services get no telemetry address. */
    None,
    /** Services get the endpoint of an OpenTelemetry collector. */
    Otlp
}
