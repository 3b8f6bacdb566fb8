/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.operation;

import org.jspecify.annotations.NullMarked;
