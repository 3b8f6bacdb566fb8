/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.limit;

import org.jspecify.annotations.NullMarked;
