/** Peerings of a cluster's network with networks of its owner. */
@NullMarked
package io.proconsul.gateway.peering;

import org.jspecify.annotations.NullMarked;
