package io.proconsul.worker;

import java.util.Optional;

/** Knows what the exceptions of one library mean. A CDI bean; asked about each exception of a cause chain in turn. */
public interface FailureClassifier {

    /** The outcome that the exception stands for; empty if it is none of this library's. */
    Optional<Outcome.Failed> classify(Throwable failure);
}
