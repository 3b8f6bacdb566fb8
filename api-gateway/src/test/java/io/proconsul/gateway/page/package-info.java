/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.page;

import org.jspecify.annotations.NullMarked;
