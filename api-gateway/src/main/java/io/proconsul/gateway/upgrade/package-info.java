/** Where a cluster's version may go from here. */
@NullMarked
package io.proconsul.gateway.upgrade;

import org.jspecify.annotations.NullMarked;
