/** Peerings of a cluster's network: with its owner's networks, and with those of other clusters. */
@NullMarked
package io.proconsul.worker.infra.peering;

import org.jspecify.annotations.NullMarked;
