/** Damaged, sealed and tampered snapshots. */
@NullMarked
package io.proconsul.worker.snapshot.store;

import org.jspecify.annotations.NullMarked;
