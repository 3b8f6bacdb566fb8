/** The Kafka Streams shell around the saga core: the only package that knows of Kafka. */
@NullMarked
package io.proconsul.orchestrator.stream;

import org.jspecify.annotations.NullMarked;
