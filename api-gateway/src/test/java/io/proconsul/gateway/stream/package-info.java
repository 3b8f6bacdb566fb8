/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.stream;

import org.jspecify.annotations.NullMarked;
