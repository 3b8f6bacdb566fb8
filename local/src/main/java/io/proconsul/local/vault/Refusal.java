package io.proconsul.local.vault;

import java.util.List;

/** A call that Vault answers with {@code {"errors": [...]}}; thrown by a backend, turned into the answer in one place. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> errors;

    private Refusal(int status, List<String> errors) {
        super(status + " " + errors, null, false, false);
        this.status = status;
        this.errors = errors;
    }

    static Refusal badRequest(String error) {
        return new Refusal(400, List.of(error));
    }

    static Refusal denied() {
        return new Refusal(403, List.of("1 error occurred:\n\t* permission denied\n\n"));
    }

    /** The token is missing, expired or revoked. */
    static Refusal invalidToken() {
        return new Refusal(403, List.of("2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n"));
    }

    /** What Vault says of an entry that is not there: no error text. */
    static Refusal notFound() {
        return new Refusal(404, List.of());
    }

    static Refusal noHandler(String path) {
        return new Refusal(404, List.of("no handler for route \"" + path + "\". route entry not found."));
    }

    static Refusal unsupportedPath() {
        return new Refusal(404, List.of("1 error occurred:\n\t* unsupported path\n\n"));
    }

    static Refusal unsupportedOperation() {
        return new Refusal(405, List.of("1 error occurred:\n\t* unsupported operation\n\n"));
    }

    static Refusal sealed() {
        return new Refusal(503, List.of("Vault is sealed"));
    }

    int status() {
        return status;
    }

    List<String> errors() {
        return errors;
    }
}
