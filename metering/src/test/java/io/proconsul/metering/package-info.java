/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.metering;

import org.jspecify.annotations.NullMarked;
