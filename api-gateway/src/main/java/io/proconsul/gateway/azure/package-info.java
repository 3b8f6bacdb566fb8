/** The certificates that Azure Resource Manager shows when it calls us. */
@NullMarked
package io.proconsul.gateway.azure;

import org.jspecify.annotations.NullMarked;
