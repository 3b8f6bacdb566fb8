package io.proconsul.bench.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** An answer of the size that one about a cluster has. */
@Path("/constant")
@Produces("application/json;charset=utf-8")
public final class Constant {

    private static final String ANSWER = "{\"value\":\"" + "x".repeat(1000) + "\"}";

    @GET
    public String get() {
        return ANSWER;
    }
}
