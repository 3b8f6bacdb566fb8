package io.proconsul.local.vault;

import io.proconsul.local.http.Request;
import java.util.Locale;

/** What a call wants to do with a path, as policies name it. */
enum Operation {
    CREATE,
    READ,
    UPDATE,
    DELETE,
    LIST;

    /** POST and PUT are taken for an update; whether it creates is known only by the backend. */
    static Operation of(Request request) {
        return switch (request.method()) {
            case "GET", "HEAD" ->
                request.parameter("list").filter("true"::equals).isPresent() ? LIST : READ;
            case "LIST" -> LIST;
            case "POST", "PUT" -> UPDATE;
            case "DELETE" -> DELETE;
            default -> throw Refusal.unsupportedOperation();
        };
    }

    String capability() {
        return name().toLowerCase(Locale.ROOT);
    }
}
