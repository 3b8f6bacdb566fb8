/** Every side effect of creating and deleting a cluster, and a process that dies just before and just after it. */
@NullMarked
package io.proconsul.bench.chaos.sweep;

import org.jspecify.annotations.NullMarked;
