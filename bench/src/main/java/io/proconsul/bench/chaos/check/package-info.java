/** What a run came to, judged from ledgers, topics and answers alone: nothing here asks the system how it is. */
@NullMarked
package io.proconsul.bench.chaos.check;

import org.jspecify.annotations.NullMarked;
