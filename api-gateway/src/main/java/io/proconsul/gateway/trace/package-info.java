/** Spans as log lines, so that one request can be followed without a collector. */
@NullMarked
package io.proconsul.gateway.trace;

import org.jspecify.annotations.NullMarked;
