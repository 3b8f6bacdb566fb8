package io.proconsul.local.http;

/** What a stand-in does with a request. */
@FunctionalInterface
public interface Handler {
    Response handle(Request request);
}
