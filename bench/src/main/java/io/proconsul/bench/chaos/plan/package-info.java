/** What a run consists of, decided from its seed alone. */
@NullMarked
package io.proconsul.bench.chaos.plan;

import org.jspecify.annotations.NullMarked;
