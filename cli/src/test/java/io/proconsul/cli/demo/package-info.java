/** Tests of what the demonstration shows. */
@NullMarked
package io.proconsul.cli.demo;

import org.jspecify.annotations.NullMarked;
