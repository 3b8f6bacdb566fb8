/** Whom the client trusts, and what it makes of the answers. */
@NullMarked
package io.proconsul.worker.snapshot.consul;

import org.jspecify.annotations.NullMarked;
