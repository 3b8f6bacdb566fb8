package io.proconsul.gateway.token;

import io.proconsul.gateway.cluster.OnlyCluster;
import io.proconsul.gateway.command.Commands;
import io.proconsul.gateway.command.Completion;
import io.proconsul.gateway.command.CompletionDesk;
import io.proconsul.gateway.command.Request;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.limit.OpenSagas;
import io.proconsul.gateway.view.Group;
import io.proconsul.wire.CreateToken;
import jakarta.enterprise.context.ApplicationScoped;

/** Draws the token of a cluster's users, has it created, and knows its secret only meanwhile. */
@ApplicationScoped
public class UserTokens {

    private final OnlyCluster only;
    private final OpenSagas openSagas;
    private final TokenSeal seal;
    private final CompletionDesk desk;

    public UserTokens(OnlyCluster only, OpenSagas openSagas, TokenSeal seal, CompletionDesk desk) {
        this.only = only;
        this.openSagas = openSagas;
        this.seal = seal;
        this.desk = desk;
    }

    /**
     * A new token, in the place of the one before. No request repeats another: each draws anew.
     *
     * @throws io.proconsul.gateway.error.ApiException if there is none; the one before then remains, unless the answer is
     *     503: then the new one may come to be, and nobody knows its secret
     */
    MasterToken create(Group group, Request request) {
        var cluster = only.runningIn(group);
        openSagas.admit(cluster.getScope()).ifPresent(error -> {
            throw error.asException();
        });
        var token = MasterToken.drawn();
        var ciphertext = seal.seal(cluster.getClusterId(), token.secretId())
                .orElseThrow(() -> ApiError.unavailable("Secrets cannot be encrypted at the moment.")
                        .asException());
        var wanted =
                new CreateToken(token.accessorId(), ciphertext, request.at().plus(desk.patience()));
        var completion = desk.complete(Commands.createToken(cluster.getScope(), wanted, request));
        if (completion instanceof Completion.Failed failed) {
            throw failed.error().asException();
        }
        return token;
    }
}
