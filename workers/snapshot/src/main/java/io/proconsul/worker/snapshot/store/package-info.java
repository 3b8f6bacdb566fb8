/** Where snapshots are kept, and how they are checked and sealed before. */
@NullMarked
package io.proconsul.worker.snapshot.store;

import org.jspecify.annotations.NullMarked;
