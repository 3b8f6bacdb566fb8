/** A stand-in for the {@code consul} program in server mode, with a real quorum between its processes. */
@NullMarked
package io.proconsul.local.consul;

import org.jspecify.annotations.NullMarked;
