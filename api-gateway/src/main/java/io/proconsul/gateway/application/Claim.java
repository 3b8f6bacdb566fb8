package io.proconsul.gateway.application;

/** What somebody says of an application before it is read. */
public enum Claim {
    IT_IS_THERE,
    IT_IS_GONE,
    /** Something that we do not understand. */
    ANYTHING
}
