/** What use costs: exact, and rounded where it is shown and nowhere else. */
@NullMarked
package io.proconsul.metering.price;

import org.jspecify.annotations.NullMarked;
