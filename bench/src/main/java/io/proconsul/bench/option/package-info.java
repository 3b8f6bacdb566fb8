/** Values of the command line, refused before anything is started. */
@NullMarked
package io.proconsul.bench.option;

import org.jspecify.annotations.NullMarked;
