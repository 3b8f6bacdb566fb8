/** Requests that nobody who means well would send, a file for each theme. */
@NullMarked
package io.proconsul.gateway.hostile;

import org.jspecify.annotations.NullMarked;
