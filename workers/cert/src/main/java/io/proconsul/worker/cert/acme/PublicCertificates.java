package io.proconsul.worker.cert.acme;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeProtocolException;

/**
 * Public certificates by ACME with DNS-01. Never waits: each call moves an order on as far as it goes, so that an order
 * survives its worker as an URL and a key.
 */
public final class PublicCertificates {

    private static final Duration CHECK_AFTER = Duration.ofSeconds(3);

    private final Login account;
    private final DnsChallenges dns;
    private final Clock clock;

    public PublicCertificates(Login account, DnsChallenges dns, Clock clock) {
        this.account = account;
        this.dns = dns;
        this.clock = clock;
    }

    /** The account of this key, made if the authority does not know it. */
    public static Login account(Session session, KeyPair key, String email) throws AcmeException {
        return new AccountBuilder()
                .addEmail(email)
                .agreeToTermsOfService()
                .useKeyPair(key)
                .createLogin(session);
    }

    /** Begins an order. Nothing is public before {@link #advance}. */
    public URL order(Collection<String> names) throws AcmeException {
        return account.newOrder().domains(names).create().getLocation();
    }

    /**
     * Moves the order on: answers its challenges, then asks for the certificate, then fetches it and clears the answers.
     *
     * @param key of the certificate, the same in every call for one order
     */
    public CertificateOrder advance(URL location, KeyPair key) throws AcmeException {
        var order = account.bindOrder(location);
        var retryAfter = order.fetch();
        switch (order.getStatus()) {
            case PENDING -> answerChallenges(order);
            case READY -> order.execute(key);
            case PROCESSING -> {
                // The authority is signing.
            }
            case VALID -> {
                clear(order);
                return issued(order);
            }
            default -> {
                clear(order);
                return new CertificateOrder.Refused(reason(order));
            }
        }
        return new CertificateOrder.Waiting(untilNext(retryAfter));
    }

    private void answerChallenges(Order order) throws AcmeException {
        var pending = order.getAuthorizations().stream()
                .filter(authorization -> authorization.getStatus() == Status.PENDING)
                .collect(Collectors.groupingBy(PublicCertificates::record));
        for (var authorizations : pending.entrySet()) {
            if (dns.publish(authorizations.getKey(), digests(authorizations.getValue()))) {
                trigger(authorizations.getValue());
            }
        }
    }

    private static void trigger(List<Authorization> authorizations) throws AcmeException {
        for (var authorization : authorizations) {
            var challenge = challenge(authorization);
            if (challenge.getStatus() == Status.PENDING) {
                challenge.trigger();
            }
        }
    }

    private void clear(Order order) {
        order.getAuthorizations().stream()
                .map(PublicCertificates::record)
                .distinct()
                .forEach(dns::withdraw);
    }

    private static CertificateOrder issued(Order order) throws AcmeException {
        var certificate = order.getCertificate();
        certificate.download();
        var chain = new StringWriter();
        try {
            certificate.writeCertificate(chain);
        } catch (IOException e) {
            throw new UncheckedIOException("A string cannot fail", e);
        }
        return new CertificateOrder.Issued(
                chain.toString(), certificate.getCertificate().getNotAfter().toInstant());
    }

    private static String reason(Order order) {
        return order.getAuthorizations().stream()
                .map(authorization -> challenge(authorization).getError())
                .flatMap(Optional::stream)
                .findFirst()
                .or(order::getError)
                .map(Problem::toString)
                .orElseGet(() -> "The order is " + order.getStatus());
    }

    private Duration untilNext(Optional<Instant> retryAfter) {
        return retryAfter
                .map(at -> Duration.between(clock.instant(), at))
                .filter(wait -> wait.compareTo(CHECK_AFTER) > 0)
                .orElse(CHECK_AFTER);
    }

    private static Set<String> digests(List<Authorization> authorizations) {
        return authorizations.stream()
                .map(authorization -> challenge(authorization).getDigest())
                .collect(Collectors.toSet());
    }

    private static String record(Authorization authorization) {
        return Dns01Challenge.RECORD_NAME_PREFIX
                + "."
                + authorization.getIdentifier().getDomain();
    }

    private static Dns01Challenge challenge(Authorization authorization) {
        return authorization
                .findChallenge(Dns01Challenge.class)
                .orElseThrow(() -> new AcmeProtocolException("The authority offers no DNS-01 challenge for "
                        + authorization.getIdentifier().getDomain()));
    }
}
