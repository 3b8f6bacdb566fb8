/** Who asks, and whether they hold the secret that lets them. */
@NullMarked
package io.proconsul.gateway.caller;

import org.jspecify.annotations.NullMarked;
