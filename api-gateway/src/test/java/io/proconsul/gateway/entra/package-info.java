/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.entra;

import org.jspecify.annotations.NullMarked;
