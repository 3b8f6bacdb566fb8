/** Real Kafka brokers as processes of their own, described by folders that outlive them. */
@NullMarked
package io.proconsul.local.kafka;

import org.jspecify.annotations.NullMarked;
