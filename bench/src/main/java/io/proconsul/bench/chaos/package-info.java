/** The whole system, as real processes, under faults; and what is left of it, judged from outside. */
@NullMarked
package io.proconsul.bench.chaos;

import org.jspecify.annotations.NullMarked;
