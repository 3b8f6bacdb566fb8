/** Every failure a client can see, in the shape Azure Resource Manager demands. */
@NullMarked
package io.proconsul.gateway.error;

import org.jspecify.annotations.NullMarked;
