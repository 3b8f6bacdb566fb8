/** Tests of the main package of the same name. */
@NullMarked
package io.proconsul.bench.chaos.check;

import org.jspecify.annotations.NullMarked;
