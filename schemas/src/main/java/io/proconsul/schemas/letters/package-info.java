/** Records that could not be processed: the letters that tell of them, and their way back. */
@NullMarked
package io.proconsul.schemas.letters;

import org.jspecify.annotations.NullMarked;
