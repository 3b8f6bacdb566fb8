/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.billing;

import org.jspecify.annotations.NullMarked;
