package io.proconsul.local.vault;

import io.proconsul.local.http.Response;
import java.time.Clock;
import java.util.List;

/** A certificate authority per mount; its default issuer is the only one. */
final class PkiBackend implements Backend {
    private final PkiStore store;
    private final PkiAuthority authority;
    private final PkiLeaves leaves;

    PkiBackend(Storage storage, Mount mount, Clock clock) {
        this.store = new PkiStore(storage);
        this.authority = new PkiAuthority(store, mount, clock);
        this.leaves = new PkiLeaves(store, mount, clock);
    }

    @Override
    public boolean open(Call call) {
        return call.reads() && List.of("ca", "ca_chain", "crl", "cert").contains(call.segment(0));
    }

    @Override
    public Response handle(Call call) {
        var path = call.segments();
        return switch (path.get(0)) {
            case "root", "intermediate" -> authority.handle(call);
            case "ca", "ca_chain", "crl", "cert", "certs" -> leaves.read(call);
            case "issue", "sign" -> leaves.issue(call);
            case "revoke" -> leaves.revoke(call);
            case "tidy" -> leaves.tidy();
            case "roles" -> roles(call, path);
            case "config" -> config(call);
            default -> throw Refusal.unsupportedPath();
        };
    }

    private Response roles(Call call, List<String> path) {
        if (path.size() == 1 || path.get(1).isEmpty()) {
            return Answers.keys(store.roles());
        }
        var name = path.get(1);
        return switch (call.operation()) {
            case READ ->
                Answers.data(store.role(name).orElseThrow(Refusal::notFound).fields());
            case CREATE, UPDATE -> {
                var role = PkiRole.of(name, call.body());
                store.save(role);
                yield Answers.data(role.fields());
            }
            case DELETE -> {
                store.deleteRole(name);
                yield Answers.noContent();
            }
            case LIST -> throw Refusal.unsupportedOperation();
        };
    }

    private Response config(Call call) {
        if (!List.of("config/urls", "config/crl").contains(call.path())) {
            throw Refusal.unsupportedPath();
        }
        if (call.writes()) {
            store.saveConfig(call.path(), call.body());
        }
        return Answers.data(store.config(call.path()));
    }
}
