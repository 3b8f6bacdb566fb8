package io.proconsul.gateway.application;

/** What Azure Resource Manager said when it was asked. */
public sealed interface Reading<T> {

    record Known<T>(T value) implements Reading<T> {}

    /**
     * It did not say, or not all of it: nothing may be concluded.
     *
     * @param why for the log
     */
    record Unknown<T>(String why) implements Reading<T> {}
}
