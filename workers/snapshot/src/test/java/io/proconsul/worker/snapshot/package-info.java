/** Tests of the activities against Consul's API over real TLS. */
@NullMarked
package io.proconsul.worker.snapshot;

import org.jspecify.annotations.NullMarked;
