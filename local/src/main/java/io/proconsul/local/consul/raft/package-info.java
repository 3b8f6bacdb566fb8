/** Consensus between Consul stand-ins: MicroRaft with a journal on disk and messages as JSON. */
@NullMarked
package io.proconsul.local.consul.raft;

import org.jspecify.annotations.NullMarked;
