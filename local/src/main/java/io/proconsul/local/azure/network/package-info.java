/** The network of the local cloud: every address is one of this machine's loopback addresses. */
@NullMarked
package io.proconsul.local.azure.network;

import org.jspecify.annotations.NullMarked;
