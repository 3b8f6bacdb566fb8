/** Tests of the update of a cluster's servers. */
@NullMarked
package io.proconsul.worker.snapshot.roll;

import org.jspecify.annotations.NullMarked;
