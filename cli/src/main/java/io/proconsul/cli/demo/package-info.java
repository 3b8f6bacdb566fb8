/** The demonstration: a customer's cluster from subscription to deletion, and the proof that nothing is left. */
@NullMarked
package io.proconsul.cli.demo;

import org.jspecify.annotations.NullMarked;
