/** Consul's HTTP API as the control plane uses it: a port, and its adapter over TLS. */
@NullMarked
package io.proconsul.worker.snapshot.consul;

import org.jspecify.annotations.NullMarked;
