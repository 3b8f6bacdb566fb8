/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.input;

import org.jspecify.annotations.NullMarked;
