/** Collects what a run left behind: topics, ledgers, blobs, mounts and logs. */
@NullMarked
package io.proconsul.bench.chaos.gather;

import org.jspecify.annotations.NullMarked;
