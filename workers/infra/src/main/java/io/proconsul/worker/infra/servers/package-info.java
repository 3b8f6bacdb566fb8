/** The servers: one scale set of one instance each. */
@NullMarked
package io.proconsul.worker.infra.servers;

import org.jspecify.annotations.NullMarked;
