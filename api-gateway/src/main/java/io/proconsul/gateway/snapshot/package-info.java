/** The snapshots of a managed resource group's cluster: operations 11 to 16 of the HCS API. */
@NullMarked
package io.proconsul.gateway.snapshot;

import org.jspecify.annotations.NullMarked;
