/** The search for secrets where none may be. */
@NullMarked
package io.proconsul.local.secrets;

import org.jspecify.annotations.NullMarked;
