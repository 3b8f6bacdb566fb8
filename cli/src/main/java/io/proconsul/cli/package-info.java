/** The commands of {@code ./proconsul}: the local stack, the demonstration, and an operator's work. */
@NullMarked
package io.proconsul.cli;

import org.jspecify.annotations.NullMarked;
