/** Tests of starting, watching and ending a whole stack. */
@NullMarked
package io.proconsul.local.stack;

import org.jspecify.annotations.NullMarked;
