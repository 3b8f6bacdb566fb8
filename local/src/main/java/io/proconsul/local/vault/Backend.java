package io.proconsul.local.vault;

import io.proconsul.local.http.Response;

/** What is mounted at a path. Calls come one at a time. */
interface Backend {
    /**
     * Answers a call that policy allows.
     *
     * @throws Refusal if Vault would answer with errors
     */
    Response handle(Call call);

    /** Whether the call needs no token. */
    default boolean open(Call call) {
        return false;
    }

    /** Whether a write would make something new, which takes the capability create instead of update. */
    default boolean creates(Call call) {
        return false;
    }
}
