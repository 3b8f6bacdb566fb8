/** Taking a cluster's servers through an update, one at a time. */
@NullMarked
package io.proconsul.worker.snapshot.roll;

import org.jspecify.annotations.NullMarked;
