package io.proconsul.local.ledger;

import java.time.Instant;

/**
 * One call as the stand-in saw it.
 *
 * @param service azure, blob, entra, imds, vault or consul
 * @param principal who called, as far as the call was authenticated; empty otherwise
 * @param requestId x-ms-client-request-id or the like; empty if there was none
 * @param fault the fault that was played on this call; empty if none
 */
public record Entry(
        Instant at,
        String service,
        String method,
        String path,
        int status,
        String principal,
        String requestId,
        String fault) {}
