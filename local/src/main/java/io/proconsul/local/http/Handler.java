package io.proconsul.local.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What a stand-in does with a request. */
@FunctionalInterface
public interface Handler {
    Response handle(Request request);

    /** A refusal in the stand-in's own error format, also used for faults; ARM's format unless overridden (RPC-100). */
    default Response refusal(int status, String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", message);
        return Response.json(status, body.toString());
    }
}
