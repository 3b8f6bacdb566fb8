package io.proconsul.saga.engine;

/** Whether a task does a step or undoes it. */
public enum Direction {
    FORWARD,
    BACKWARD
}
