/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.command;

import org.jspecify.annotations.NullMarked;
