/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.caller;

import org.jspecify.annotations.NullMarked;
