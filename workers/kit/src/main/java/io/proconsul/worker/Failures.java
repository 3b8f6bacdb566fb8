package io.proconsul.worker;

import io.proconsul.wire.FailureCause;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The one place where an exception becomes an outcome. */
public final class Failures {

    private static final int MAX_CAUSES = 10;

    private static final Set<Class<? extends Throwable>> OUTAGES = Set.of(
            ConnectException.class,
            NoRouteToHostException.class,
            UnknownHostException.class,
            UnresolvedAddressException.class,
            SocketTimeoutException.class,
            HttpTimeoutException.class,
            TimeoutException.class);

    private final List<FailureClassifier> classifiers;

    public Failures(List<FailureClassifier> classifiers) {
        this.classifiers = List.copyOf(classifiers);
    }

    /** Asks the classifiers, outermost exception first; what nobody knows may succeed next time. */
    public Outcome.Failed outcomeOf(Throwable failure) {
        var outcome = causes(failure)
                .map(this::classify)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> unknown(failure));
        return new Outcome.Failed(
                outcome.code(), Redaction.of(outcome.message()), outcome.cause(), outcome.retryAfter());
    }

    /** Whether the exception says that the dependency is down or throttles, rather than that the request was wrong. */
    public boolean isOutage(Throwable failure) {
        return outcomeOf(failure).cause() == FailureCause.UNAVAILABLE;
    }

    private Optional<Outcome.Failed> classify(Throwable failure) {
        if (failure instanceof DependencyUnavailableException unavailable) {
            return Optional.of(unavailable.outcome());
        }
        var known = classifiers.stream()
                .map(classifier -> classifier.classify(failure))
                .flatMap(Optional::stream)
                .findFirst();
        return known.isPresent() ? known : outage(failure);
    }

    private static Optional<Outcome.Failed> outage(Throwable failure) {
        return OUTAGES.stream().anyMatch(type -> type.isInstance(failure))
                ? Optional.of(new Outcome.Failed(
                        failure.getClass().getSimpleName(), described(failure), FailureCause.UNAVAILABLE, null))
                : Optional.empty();
    }

    private static Outcome.Failed unknown(Throwable failure) {
        return new Outcome.Failed(failure.getClass().getSimpleName(), described(failure), FailureCause.TRANSIENT, null);
    }

    private static String described(Throwable failure) {
        var message = failure.getMessage();
        return failure.getClass().getName() + (message == null ? "" : ": " + message);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES);
    }
}
