/** How many sagas, how fast, and at what cost: the real engine under load, measured from outside. */
@NullMarked
package io.proconsul.bench.load;

import org.jspecify.annotations.NullMarked;
