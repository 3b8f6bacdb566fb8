/** How a saga advances: {@code decide} says what happens next, events folded into the state make it so. */
@NullMarked
package io.proconsul.saga.engine;

import org.jspecify.annotations.NullMarked;
