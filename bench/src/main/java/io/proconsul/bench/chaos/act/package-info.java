/** The customers and the saboteur of a run: whoever asks, and whoever disturbs. */
@NullMarked
package io.proconsul.bench.chaos.act;

import org.jspecify.annotations.NullMarked;
