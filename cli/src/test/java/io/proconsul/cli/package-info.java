/** Tests of the command line itself. */
@NullMarked
package io.proconsul.cli;

import org.jspecify.annotations.NullMarked;
