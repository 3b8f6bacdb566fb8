/** How the gateway reads what others publish about themselves. */
@NullMarked
package io.proconsul.gateway.fetch;

import org.jspecify.annotations.NullMarked;
