package io.shopfleet.api.v1alpha1;

/** What a service may do in a database, each including those before it. */
public enum DatabaseAccess {
    /** Read all tables. */
    Read,
    /** Read and change what is in the tables. */
    ReadWrite,
    /** Make, change and drop tables too. */
    Owner
}
