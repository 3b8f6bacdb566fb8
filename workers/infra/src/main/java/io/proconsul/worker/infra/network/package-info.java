/** The cluster's virtual network and its firewall rules. */
@NullMarked
package io.proconsul.worker.infra.network;

import org.jspecify.annotations.NullMarked;
