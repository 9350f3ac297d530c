package io.shopfleet.api.v1alpha1;

/** What a service may do with the keys of a cache, each including those before it. */
public enum CacheAccess {
    /** Read keys and subscribe to channels. */
    Read,
    /** Write, expire and delete keys, and publish to channels, too. */
    ReadWrite
}
