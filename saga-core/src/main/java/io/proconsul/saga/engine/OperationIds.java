package io.proconsul.saga.engine;

/** How operations get their ids: a pure function, so that replay gives the same ones. */
@FunctionalInterface
public interface OperationIds {
    /** @param ordinal differs for every accepted command of a subject */
    String operationId(String subjectKey, long ordinal, String commandId);
}
