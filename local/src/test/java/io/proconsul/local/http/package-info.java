/** Tests of the shared HTTP edge. */
@NullMarked
package io.proconsul.local.http;

import org.jspecify.annotations.NullMarked;
