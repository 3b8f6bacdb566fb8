package io.proconsul.local.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Request;
import java.util.List;

/**
 * One call as a backend sees it.
 *
 * @param path below the backend's mount, without a leading slash
 */
record Call(Operation operation, String path, ObjectNode body, Request request) {

    List<String> segments() {
        return List.of(path.split("/", -1));
    }

    /** The segment with this number, the first being 0; a shorter path is none that the backend knows. */
    String segment(int number) {
        var all = segments();
        if (number >= all.size()) {
            throw Refusal.unsupportedPath();
        }
        return all.get(number);
    }

    boolean reads() {
        return operation == Operation.READ;
    }

    boolean writes() {
        return operation == Operation.UPDATE || operation == Operation.CREATE;
    }
}
