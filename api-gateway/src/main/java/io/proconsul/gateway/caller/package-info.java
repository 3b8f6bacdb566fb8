/** Who asks, and whether they may. */
@NullMarked
package io.proconsul.gateway.caller;

import org.jspecify.annotations.NullMarked;
