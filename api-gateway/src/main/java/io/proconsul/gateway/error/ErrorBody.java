package io.proconsul.gateway.error;

/** The body of every error: nothing stands beside {@code error} (RPC-102). */
public record ErrorBody(Problem error) {}
