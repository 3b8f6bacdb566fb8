/** Where a cluster's version may go from here, and taking it there. */
@NullMarked
package io.proconsul.gateway.upgrade;

import org.jspecify.annotations.NullMarked;
