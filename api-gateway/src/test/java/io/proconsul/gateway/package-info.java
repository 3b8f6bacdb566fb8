/** The gateway over HTTP, with Kafka's own in-memory clients in Kafka's place. */
@NullMarked
package io.proconsul.gateway;

import org.jspecify.annotations.NullMarked;
