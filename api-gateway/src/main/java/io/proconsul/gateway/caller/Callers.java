package io.proconsul.gateway.caller;

/** Tells who sent the current request. What a caller claims about itself counts only on an authenticated channel. */
public interface Callers {

    Caller current();
}
