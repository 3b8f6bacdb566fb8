/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.config;

import org.jspecify.annotations.NullMarked;
