/** Numbers of the command line. */
@NullMarked
package io.proconsul.bench.option;

import org.jspecify.annotations.NullMarked;
