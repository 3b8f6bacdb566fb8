/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.application;

import org.jspecify.annotations.NullMarked;
