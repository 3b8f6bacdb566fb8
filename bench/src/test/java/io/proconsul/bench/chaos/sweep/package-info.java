/** What counts as a side effect. */
@NullMarked
package io.proconsul.bench.chaos.sweep;

import org.jspecify.annotations.NullMarked;
