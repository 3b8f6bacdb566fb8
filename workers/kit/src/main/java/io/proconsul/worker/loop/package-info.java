/** The loop of a worker: records in, activities performed in order per cluster, results out, offsets committed. */
@NullMarked
package io.proconsul.worker.loop;

import org.jspecify.annotations.NullMarked;
