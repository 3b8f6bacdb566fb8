/** The real system under faults. */
@NullMarked
package io.proconsul.bench.chaos;

import org.jspecify.annotations.NullMarked;
