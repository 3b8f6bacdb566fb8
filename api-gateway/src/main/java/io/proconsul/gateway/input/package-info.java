/** From the bytes and paths that clients really send to a canonical request, or to a list of what is wrong with it. */
@NullMarked
package io.proconsul.gateway.input;

import org.jspecify.annotations.NullMarked;
