/** Histories that must hold, and planted bugs that must not go unseen. */
@NullMarked
package io.proconsul.simulation;

import org.jspecify.annotations.NullMarked;
