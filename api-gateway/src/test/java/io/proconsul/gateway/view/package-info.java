/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.view;

import org.jspecify.annotations.NullMarked;
