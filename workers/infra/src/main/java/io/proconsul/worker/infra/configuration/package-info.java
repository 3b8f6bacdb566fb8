/** What Consul's servers and clients are configured with, and how it is handed over. */
@NullMarked
package io.proconsul.worker.infra.configuration;

import org.jspecify.annotations.NullMarked;
