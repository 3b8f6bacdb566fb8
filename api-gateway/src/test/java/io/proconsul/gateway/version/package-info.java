/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.version;

import org.jspecify.annotations.NullMarked;
