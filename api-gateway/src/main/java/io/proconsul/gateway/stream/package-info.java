/** Kafka: the only package that knows it. */
@NullMarked
package io.proconsul.gateway.stream;

import org.jspecify.annotations.NullMarked;
