/** What a saga is: all that an author of a saga needs. Pure: no clock, no randomness, no I/O. */
@NullMarked
package io.proconsul.saga;

import org.jspecify.annotations.NullMarked;
