package io.proconsul.gateway.application;

import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.Problem;
import java.util.List;

/** What became of an application that was looked at. */
public sealed interface Settlement {

    /** @param commands how many followed from it and are durable; usually none */
    record Settled(int commands) implements Settlement {}

    /** It is said to be there, and is not. */
    record NotThere() implements Settlement {}

    /** It is somebody else's. */
    record NotOurs() implements Settlement {}

    /** Azure did not say what has become of it. */
    record Unreadable(String why) implements Settlement {}

    /** Its cluster has to wait until less is under way. */
    record Postponed(ApiError error) implements Settlement {}

    /** Its parameters describe no cluster. */
    record Undeployable(List<Problem> problems) implements Settlement {}
}
