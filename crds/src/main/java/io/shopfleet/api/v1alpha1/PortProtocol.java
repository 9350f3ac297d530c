package io.shopfleet.api.v1alpha1;

/** What a port speaks. */
public enum PortProtocol {
    /** HTTP/1.1 or HTTP/2 in clear text. */
    HTTP,
    /** gRPC over HTTP/2 in clear text. */
    GRPC,
    /** Any byte stream. */
    TCP
}
