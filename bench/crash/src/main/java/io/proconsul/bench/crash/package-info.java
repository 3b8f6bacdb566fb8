/** Death at a chosen produce or commit, brought about from outside: nothing of it is in the process that dies. */
@NullMarked
package io.proconsul.bench.crash;

import org.jspecify.annotations.NullMarked;
