/** What the saboteur finds. */
@NullMarked
package io.proconsul.bench.chaos.act;

import org.jspecify.annotations.NullMarked;
