/** The names under which a cluster is found. */
@NullMarked
package io.proconsul.worker.infra.dns;

import org.jspecify.annotations.NullMarked;
