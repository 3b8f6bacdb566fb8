/** The whole system on one machine: what it consists of, how it is started, watched and ended. */
@NullMarked
package io.proconsul.local.stack;

import org.jspecify.annotations.NullMarked;
