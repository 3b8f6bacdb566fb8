/** Tests of the search for secrets. */
@NullMarked
package io.proconsul.local.secrets;

import org.jspecify.annotations.NullMarked;
