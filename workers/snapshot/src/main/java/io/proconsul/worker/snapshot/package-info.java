/** What is asked of a running Consul: quorum and snapshots. */
@NullMarked
package io.proconsul.worker.snapshot;

import org.jspecify.annotations.NullMarked;
