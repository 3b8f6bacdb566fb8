/** The identity that the servers prove themselves with. */
@NullMarked
package io.proconsul.worker.infra.identity;

import org.jspecify.annotations.NullMarked;
