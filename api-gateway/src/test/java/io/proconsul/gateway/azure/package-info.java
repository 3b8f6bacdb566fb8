/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.azure;

import org.jspecify.annotations.NullMarked;
