/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.federation.token;

import org.jspecify.annotations.NullMarked;
