/** Public certificates by ACME, for a cluster's HTTPS endpoint only: its servers trust each other by their own authority. */
@NullMarked
package io.proconsul.worker.cert.acme;

import org.jspecify.annotations.NullMarked;
