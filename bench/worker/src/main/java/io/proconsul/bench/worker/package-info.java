/** Activities that cost nothing. */
@NullMarked
package io.proconsul.bench.worker;

import org.jspecify.annotations.NullMarked;
