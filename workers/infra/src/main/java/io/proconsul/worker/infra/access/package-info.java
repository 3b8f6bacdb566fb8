/** What the servers' identity may do. */
@NullMarked
package io.proconsul.worker.infra.access;

import org.jspecify.annotations.NullMarked;
