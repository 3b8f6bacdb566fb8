/** A server that does nothing. */
@NullMarked
package io.proconsul.bench.http;

import org.jspecify.annotations.NullMarked;
