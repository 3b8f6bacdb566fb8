/** How much one tenant or subscription may ask for. */
@NullMarked
package io.proconsul.gateway.limit;

import org.jspecify.annotations.NullMarked;
