/** The sagas that are measured. */
@NullMarked
package io.proconsul.bench.saga;

import org.jspecify.annotations.NullMarked;
