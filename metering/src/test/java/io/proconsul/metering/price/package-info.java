/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.metering.price;

import org.jspecify.annotations.NullMarked;
